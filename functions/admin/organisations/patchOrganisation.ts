import { z } from 'zod';
import { applyPatch, mergePatchBody } from '../../../shared/http/body/mergePatch.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import {
  ManagedRecords,
  managedHeaders,
  managedResponseHeaders,
} from '../../../shared/http/records/managedRecords.ts';
import { operators } from '../../../shared/identity/access.ts';
import { requireNotDeleting, requireTier } from '../../../shared/tenancy/findOrganisation.ts';
import {
  organisationId,
  organisationSchema,
  organisationView,
} from '../../../shared/tenancy/organisation.ts';

export const patchOrganisation = endpoint({
  name: 'patchOrganisation',
  method: 'PATCH',
  route: 'v1/admin/organisations/{organisation}',
  summary: 'Change an organisation',
  description:
    'Applies a merge patch (RFC 7396): `{ "status": "suspended" }` suspends it. Requires `If-Match`. Changes take effect within a minute.',
  tag: 'organisations',
  auth: operators('admin'),
  params: z.object({ organisation: organisationId }),
  headers: managedHeaders,
  body: mergePatchBody(organisationSchema, {
    examples: { suspend: { status: 'suspended' }, retention: { retentionDays: 3 } },
  }),
  responses: {
    200: {
      description: 'The changed organisation.',
      body: organisationView,
      headers: managedResponseHeaders,
    },
  },
  errors: ['not_found', 'conflict', 'precondition_failed', 'precondition_required'],
  handler: async ({ params, headers: { 'if-match': ifMatch }, body }, services) => {
    if (typeof body.tier === 'string') await requireTier(body.tier, services);
    const { stored, audit } = await new ManagedRecords(services.organisations).change(
      params.organisation,
      ifMatch,
      ({ id, createdAt, ...definition }) => {
        requireNotDeleting(definition);
        return { ...applyPatch(definition, body, organisationSchema), id, createdAt };
      },
    );
    return { status: 200, body: stored.record, headers: { etag: stored.etag }, audit };
  },
});
