import { z } from 'zod';
import { jsonBody } from '../../http/body/jsonBody.ts';
import { listQuery, pageMembers } from '../../http/records/recordPages.ts';
import { creationHeaders } from '../credentials/credentialFields.ts';
import {
  createdRegistrationToken,
  registrationTokenRequest,
  registrationTokenView,
} from './issueRegistrationToken.ts';

// What the endpoints of an organisation's administrators and of operators have in common.

const tag = 'registration tokens';

const shown = {
  id: '5d0f6a0e-7f3d-4a57-9c43-2d0c3b7a9e11',
  name: 'App, version 2',
  maximumRegistrations: 10_000,
  registrations: 0,
  createdAt: '2026-11-29T09:00:00.000Z',
  expiresAt: '2027-02-27T09:00:00.000Z',
};
const token =
  'conv_registration_5d0f6a0e7f3d4a579c432d0c3b7a9e11JAanpjzMehrxcMTxd5w2acQ8bcDyyCiBSPploaLC5Bk3UWrzF';

export const registrationTokenCreation = {
  method: 'POST',
  summary: 'Create a registration token',
  description:
    'Devices that register with the token belong to the organisation. It is shown only once. With an `Idempotency-Key`, repeating the request returns the same token.',
  tag,
  headers: creationHeaders,
  body: jsonBody(registrationTokenRequest, {
    examples: { app: { name: shown.name, maximumRegistrations: 10_000, expiresInDays: 90 } },
  }),
  responses: {
    201: {
      description: 'The token was created.',
      body: createdRegistrationToken,
      examples: { app: { ...shown, token } },
    },
  },
  errors: ['idempotency_key_reused', 'conflict'],
} as const;

export const registrationTokenList = {
  method: 'GET',
  summary: 'List registration tokens',
  description: 'The tokens that were not revoked, without their values.',
  tag,
  query: listQuery(['id'], {}),
  responses: {
    200: {
      description: 'A page of registration tokens.',
      body: z
        .object({ registrationTokens: z.array(registrationTokenView), ...pageMembers })
        .meta({ id: 'RegistrationTokenPage' }),
      examples: {
        page: {
          registrationTokens: [{ ...shown, registrations: 3120, lastUsed: '2026-11-29' }],
          limit: 20,
          sort: 'id',
        },
      },
    },
  },
} as const;

export const registrationTokenRevocation = {
  method: 'DELETE',
  summary: 'Revoke a registration token',
  description: 'No more devices can register with it. Devices that have registered stay valid.',
  tag,
  responses: { 204: { description: 'The token was revoked.' } },
  errors: ['not_found'],
} as const;
