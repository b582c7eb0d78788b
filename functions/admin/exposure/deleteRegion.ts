import { z } from 'zod';
import { regionId } from '../../../shared/exposure/region.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { ManagedRecords, managedHeaders } from '../../../shared/http/records/managedRecords.ts';
import { operators } from '../../../shared/identity/access.ts';

export const deleteRegion = endpoint({
  name: 'deleteRegion',
  method: 'DELETE',
  route: 'v1/admin/regions/{id}',
  summary: 'Delete a region',
  description:
    'The region accepts no more publishes and gets no more exports. Existing exports remain until they expire.',
  tag: 'regions',
  auth: operators('admin'),
  params: z.object({ id: regionId }),
  headers: managedHeaders,
  responses: { 204: { description: 'The region was deleted.' } },
  errors: ['not_found', 'precondition_failed'],
  handler: async ({ params, headers: { 'if-match': ifMatch } }, { regions }) => {
    const audit = await new ManagedRecords(regions).delete(params.id, ifMatch);
    return { status: 204, audit };
  },
});
