import { z } from 'zod';
import { healthAuthorityId } from '../../../shared/exposure/healthAuthority.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { ManagedRecords, managedHeaders } from '../../../shared/http/records/managedRecords.ts';
import { operators } from '../../../shared/identity/access.ts';

export const deleteHealthAuthority = endpoint({
  name: 'deleteHealthAuthority',
  method: 'DELETE',
  route: 'v1/admin/health-authorities/{id}',
  summary: 'Delete a health authority',
  description: 'Its publishes are refused within a minute.',
  tag: 'health authorities',
  auth: operators('admin'),
  params: z.object({ id: healthAuthorityId }),
  headers: managedHeaders,
  responses: { 204: { description: 'The health authority was deleted.' } },
  errors: ['not_found', 'precondition_failed'],
  handler: async ({ params, headers: { 'if-match': ifMatch } }, { healthAuthorities }) => {
    const audit = await new ManagedRecords(healthAuthorities).delete(params.id, ifMatch);
    return { status: 204, audit };
  },
});
