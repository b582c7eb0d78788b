import { z } from 'zod';
import { applyPatch, mergePatchBody } from '../../../shared/http/body/mergePatch.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import {
  ManagedRecords,
  managedHeaders,
  managedResponseHeaders,
} from '../../../shared/http/records/managedRecords.ts';
import { operators } from '../../../shared/identity/access.ts';
import { tierId, tierSchema, tierView } from '../../../shared/tenancy/tier.ts';

export const patchTier = endpoint({
  name: 'patchTier',
  method: 'PATCH',
  route: 'v1/admin/tiers/{id}',
  summary: 'Change a tier',
  description: 'Applies a merge patch (RFC 7396). Requires `If-Match`. Changes take effect within a minute.',
  tag: 'tiers',
  auth: operators('admin'),
  params: z.object({ id: tierId }),
  headers: managedHeaders,
  body: mergePatchBody(tierSchema, { examples: { more: { runningJobs: 16 } } }),
  responses: { 200: { description: 'The changed tier.', body: tierView, headers: managedResponseHeaders } },
  errors: ['not_found', 'precondition_failed', 'precondition_required'],
  handler: async ({ params, headers: { 'if-match': ifMatch }, body }, { tiers }) => {
    const { stored, audit } = await new ManagedRecords(tiers).change(
      params.id,
      ifMatch,
      ({ id, ...settings }) => ({ ...applyPatch(settings, body, tierSchema), id }),
    );
    return { status: 200, body: stored.record, headers: { etag: stored.etag }, audit };
  },
});
