import { z } from 'zod';
import { jsonBody } from '../../http/body/jsonBody.ts';
import { mergePatchBody } from '../../http/body/mergePatch.ts';
import { managedHeaders, managedResponseHeaders } from '../../http/records/managedRecords.ts';
import { listQuery, pageMembers } from '../../http/records/recordPages.ts';
import { creationHeaders } from '../credentials/credentialFields.ts';
import { clientSchema, clientView, createdClient, rotatedClientSecret } from './clientFields.ts';

// What the endpoints of an organisation's administrators and of operators have in common.

const tag = 'OAuth clients';

const shown = {
  id: '5d0f6a0e-7f3d-4a57-9c43-2d0c3b7a9e11',
  name: 'Invoicing',
  scopes: ['jobs:read', 'jobs:write'],
  status: 'active',
  createdAt: '2026-11-29T09:00:00.000Z',
};
const clientSecret =
  'conv_client_5d0f6a0e7f3d4a579c432d0c3b7a9e11JAanpjzMehrxcMTxd5w2acQ8bcDyyCiBSPploaLC5Bk4DSink';

export const clientCreation = {
  method: 'POST',
  summary: 'Create an OAuth client',
  description:
    'Its secret is shown only once; a client with `jwks` has none. With an `Idempotency-Key`, repeating the request returns the same client.',
  tag,
  headers: creationHeaders,
  body: jsonBody(clientSchema, { examples: { invoicing: { name: shown.name, scopes: shown.scopes } } }),
  responses: {
    201: {
      description: 'The client was created.',
      body: createdClient,
      examples: { invoicing: { ...shown, clientSecret } },
    },
  },
  errors: ['idempotency_key_reused', 'conflict'],
} as const;

export const clientList = {
  method: 'GET',
  summary: 'List OAuth clients',
  description: 'Without their secrets.',
  tag,
  query: listQuery(['id'], {}),
  responses: {
    200: {
      description: 'A page of clients.',
      body: z.object({ clients: z.array(clientView), ...pageMembers }).meta({ id: 'OAuthClientPage' }),
      examples: { page: { clients: [{ ...shown, lastUsed: '2026-11-29' }], limit: 20, sort: 'id' } },
    },
  },
} as const;

export const clientRead = {
  method: 'GET',
  summary: 'Get an OAuth client',
  tag,
  responses: { 200: { description: 'The client.', body: clientView, headers: managedResponseHeaders } },
  errors: ['not_found'],
} as const;

export const clientChange = {
  method: 'PATCH',
  summary: 'Change an OAuth client',
  description:
    'Applies a merge patch (RFC 7396): `{ "status": "disabled" }` disables it within a minute. Requires `If-Match`. A client with a secret cannot get `jwks`, nor the reverse.',
  tag,
  headers: managedHeaders,
  body: mergePatchBody(clientSchema, { examples: { disable: { status: 'disabled' } } }),
  responses: {
    200: { description: 'The changed client.', body: clientView, headers: managedResponseHeaders },
  },
  errors: ['not_found', 'conflict', 'precondition_failed', 'precondition_required'],
} as const;

export const clientRotation = {
  method: 'POST',
  summary: 'Replace the secret of an OAuth client',
  description:
    'The previous secret stays valid for 24 hours, so that the client can switch without an outage; an older one stops at once.',
  tag,
  responses: {
    201: {
      description: 'The new secret.',
      body: rotatedClientSecret,
      examples: { rotated: { clientSecret, previousExpiresAt: '2026-11-30T09:00:00.000Z' } },
    },
  },
  errors: ['not_found', 'conflict'],
} as const;

export const clientDeletion = {
  method: 'DELETE',
  summary: 'Delete an OAuth client',
  description:
    'It gets no more access tokens, and within a minute those that it has are refused. Its jobs stay.',
  tag,
  responses: { 204: { description: 'The client was deleted.' } },
  errors: ['not_found'],
} as const;
