import type { Scope } from '../caller.ts';
import { type CreatedCredential, createdCredentials } from '../credentials/credential.ts';

/** An API token as stored in Cosmos DB. Only a hash of its secret is stored. Times are ISO 8601, UTC. */
export interface ApiToken extends CreatedCredential {
  scopes: Scope[];
  expiresAt: string;
}

export const apiTokensContainer = createdCredentials('apiTokens');
