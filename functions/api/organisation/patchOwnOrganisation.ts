import { z } from 'zod';
import { applyPatch, mergePatchBody } from '../../../shared/http/body/mergePatch.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import {
  ManagedRecords,
  managedHeaders,
  managedResponseHeaders,
} from '../../../shared/http/records/managedRecords.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import { organisationSettings, organisationView } from '../../../shared/tenancy/organisation.ts';

const own = z.strictObject({ settings: organisationSettings }).meta({ id: 'OwnOrganisation' });

export const patchOwnOrganisation = endpoint({
  name: 'patchOwnOrganisation',
  method: 'PATCH',
  route: 'v1/organisation',
  summary: 'Change the settings of the organisation',
  description:
    'Applies a merge patch (RFC 7396) to `settings`; everything else is changed by operators. Requires `If-Match`. Changes take effect within a minute.',
  tag: 'organisation',
  auth: callersWith('organisation:admin'),
  headers: managedHeaders,
  body: mergePatchBody(own, {
    examples: { origins: { settings: { allowedOrigins: ['https://app.example.com'] } } },
  }),
  responses: {
    200: {
      description: 'The changed organisation.',
      body: organisationView,
      headers: managedResponseHeaders,
    },
  },
  errors: ['not_found', 'precondition_failed', 'precondition_required'],
  handler: async ({ caller, headers: { 'if-match': ifMatch }, body }, { organisations }) => {
    const { stored, audit } = await new ManagedRecords(organisations).change(
      caller.organisationId,
      ifMatch,
      (current) => ({ ...current, ...applyPatch({ settings: current.settings }, body, own) }),
    );
    return { status: 200, body: stored.record, headers: { etag: stored.etag }, audit };
  },
});
