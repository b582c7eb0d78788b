import { z } from 'zod';
import { jsonBody } from '../../../shared/http/body/jsonBody.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import {
  ManagedRecords,
  managedHeaders,
  managedResponseHeaders,
} from '../../../shared/http/records/managedRecords.ts';
import { operators } from '../../../shared/identity/access.ts';
import { exampleTier, tierId, tierSchema, tierView } from '../../../shared/tenancy/tier.ts';

export const putTier = endpoint({
  name: 'putTier',
  method: 'PUT',
  route: 'v1/admin/tiers/{id}',
  summary: 'Create or replace a tier',
  description:
    'Creates a tier, or replaces it if `If-Match` has its current ETag. Changes take effect within a minute.',
  tag: 'tiers',
  auth: operators('admin'),
  params: z.object({ id: tierId }),
  headers: managedHeaders,
  body: jsonBody(tierSchema, { examples: { business: exampleTier } }),
  responses: {
    200: { description: 'The tier was replaced.', body: tierView, headers: managedResponseHeaders },
    201: { description: 'The tier was created.', body: tierView, headers: managedResponseHeaders },
  },
  errors: ['precondition_failed', 'precondition_required'],
  handler: async ({ params, headers: { 'if-match': ifMatch }, body }, { tiers }) => {
    const { stored, before, audit } = await new ManagedRecords(tiers).put({ ...body, ...params }, ifMatch);
    return { status: before ? 200 : 201, body: stored.record, headers: { etag: stored.etag }, audit };
  },
});
