import { z } from 'zod';
import { healthAuthorityId, healthAuthorityView } from '../../../shared/exposure/healthAuthority.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { ManagedRecords, managedResponseHeaders } from '../../../shared/http/records/managedRecords.ts';
import { operators } from '../../../shared/identity/access.ts';

export const getHealthAuthority = endpoint({
  name: 'getHealthAuthority',
  method: 'GET',
  route: 'v1/admin/health-authorities/{id}',
  summary: 'Get a health authority',
  tag: 'health authorities',
  auth: operators('reader'),
  params: z.object({ id: healthAuthorityId }),
  responses: {
    200: {
      description: 'The health authority.',
      body: healthAuthorityView,
      headers: managedResponseHeaders,
    },
  },
  errors: ['not_found'],
  handler: async ({ params }, { healthAuthorities }) => {
    const { record, etag } = await new ManagedRecords(healthAuthorities).read(params.id);
    return { status: 200, body: record, headers: { etag } };
  },
});
