import { z } from 'zod';
import { jsonBody } from '../../http/body/jsonBody.ts';
import { listQuery, pageMembers } from '../../http/records/recordPages.ts';
import { creationHeaders } from '../credentials/credentialFields.ts';
import { apiTokenRequest, apiTokenView, createdApiToken } from './issueApiToken.ts';

// What the endpoints of an organisation's administrators and of operators have in common.

const tag = 'API tokens';

const shown = {
  id: '5d0f6a0e-7f3d-4a57-9c43-2d0c3b7a9e11',
  name: 'Nightly reports',
  scopes: ['jobs:read', 'jobs:write'],
  createdAt: '2026-11-29T09:00:00.000Z',
  expiresAt: '2027-02-27T09:00:00.000Z',
};
const token = 'conv_5d0f6a0e7f3d4a579c432d0c3b7a9e11JAanpjzMehrxcMTxd5w2acQ8bcDyyCiBSPploaLC5Bk32JaGA';

export const apiTokenCreation = {
  method: 'POST',
  summary: 'Create an API token',
  description:
    'The token is shown only once. With an `Idempotency-Key`, repeating the request returns the same token.',
  tag,
  headers: creationHeaders,
  body: jsonBody(apiTokenRequest, {
    examples: { reports: { name: shown.name, scopes: shown.scopes, expiresInDays: 90 } },
  }),
  responses: {
    201: {
      description: 'The token was created.',
      body: createdApiToken,
      examples: { reports: { ...shown, token } },
    },
  },
  errors: ['idempotency_key_reused', 'conflict'],
} as const;

export const apiTokenList = {
  method: 'GET',
  summary: 'List API tokens',
  description: 'The tokens that were not revoked, without their values.',
  tag,
  query: listQuery(['id'], {}),
  responses: {
    200: {
      description: 'A page of API tokens.',
      body: z.object({ tokens: z.array(apiTokenView), ...pageMembers }).meta({ id: 'ApiTokenPage' }),
      examples: { page: { tokens: [{ ...shown, lastUsed: '2026-11-29' }], limit: 20, sort: 'id' } },
    },
  },
} as const;

export const apiTokenRevocation = {
  method: 'DELETE',
  summary: 'Revoke an API token',
  description: 'The token becomes invalid at once. Its jobs stay.',
  tag,
  responses: { 204: { description: 'The token was revoked.' } },
  errors: ['not_found'],
} as const;
