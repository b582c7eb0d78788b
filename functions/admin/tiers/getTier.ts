import { z } from 'zod';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { ManagedRecords, managedResponseHeaders } from '../../../shared/http/records/managedRecords.ts';
import { operators } from '../../../shared/identity/access.ts';
import { tierId, tierView } from '../../../shared/tenancy/tier.ts';

export const getTier = endpoint({
  name: 'getTier',
  method: 'GET',
  route: 'v1/admin/tiers/{id}',
  summary: 'Get a tier',
  tag: 'tiers',
  auth: operators('reader'),
  params: z.object({ id: tierId }),
  responses: { 200: { description: 'The tier.', body: tierView, headers: managedResponseHeaders } },
  errors: ['not_found'],
  handler: async ({ params }, { tiers }) => {
    const { record, etag } = await new ManagedRecords(tiers).read(params.id);
    return { status: 200, body: record, headers: { etag } };
  },
});
