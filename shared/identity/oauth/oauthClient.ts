import type { Scope } from '../caller.ts';
import { type CreatedCredential, createdCredentials } from '../credentials/credential.ts';
import type { ClientKeys } from './clientKeys.ts';

export const clientStatuses = ['active', 'disabled'] as const;

/** An OAuth client as stored in Cosmos DB. Its id is the `client_id`. */
export interface OAuthClient extends CreatedCredential {
  scopes: Scope[];
  /** `disabled`: it gets no access tokens, and those that it has are refused. */
  status: (typeof clientStatuses)[number];
  /** The public keys of a client that authenticates with signed assertions. Such a client has no secret. */
  jwks?: ClientKeys;
}

export const oauthClientsContainer = createdCredentials('oauthClients');

export const isActive = ({ status, revokedAt }: OAuthClient) =>
  status === 'active' && revokedAt === undefined;
