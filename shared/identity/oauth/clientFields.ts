import { z } from 'zod';
import { credentialId, credentialName, day, scopeList } from '../credentials/credentialFields.ts';
import { clientKeys } from './clientKeys.ts';
import { clientStatuses } from './oauthClient.ts';

/** What an administrator defines of a client. */
export const clientSchema = z
  .strictObject({
    name: credentialName,
    scopes: scopeList,
    status: z
      .enum(clientStatuses)
      .default('active')
      .describe('`disabled`: it gets no access tokens, and within a minute those that it has are refused.'),
    jwks: clientKeys
      .optional()
      .describe('Its public keys, if it authenticates with `private_key_jwt`. It then has no secret.'),
  })
  .meta({ id: 'OAuthClientDefinition' });

export const clientView = z
  .object({
    id: credentialId.describe('The `client_id`.'),
    ...clientSchema.shape,
    status: z.enum(clientStatuses),
    createdAt: z.iso.datetime(),
    lastUsed: day.optional().describe('The day of the last access token, UTC; absent if it got none.'),
  })
  .meta({ id: 'OAuthClient' });

const clientSecret = z.string().describe('`conv_client_…`, the `client_secret`. It is shown only once.');

export const createdClient = clientView
  .extend({ clientSecret: clientSecret.optional() })
  .meta({ id: 'CreatedOAuthClient' });

export const rotatedClientSecret = z
  .object({
    clientSecret,
    previousExpiresAt: z.iso.datetime().describe('When the previous secret stops being valid.'),
  })
  .meta({ id: 'ClientSecret' });
