import { z } from 'zod';
import { regionId, regionView } from '../../../shared/exposure/region.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { ManagedRecords, managedResponseHeaders } from '../../../shared/http/records/managedRecords.ts';
import { operators } from '../../../shared/identity/access.ts';

export const getRegion = endpoint({
  name: 'getRegion',
  method: 'GET',
  route: 'v1/admin/regions/{id}',
  summary: 'Get a region',
  tag: 'regions',
  auth: operators('reader'),
  params: z.object({ id: regionId }),
  responses: {
    200: {
      description: 'The region.',
      body: regionView,
      headers: managedResponseHeaders,
    },
  },
  errors: ['not_found'],
  handler: async ({ params }, { regions }) => {
    const { record, etag } = await new ManagedRecords(regions).read(params.id);
    return { status: 200, body: record, headers: { etag } };
  },
});
