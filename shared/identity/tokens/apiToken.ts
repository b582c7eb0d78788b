import type { ContainerDeclaration } from '../../azure/cosmos.ts';
import type { Scope } from '../caller.ts';
import type { CreatedCredential } from '../credentials/credential.ts';

/** An API token as stored in Cosmos DB. Only a hash of its secret is stored. Times are ISO 8601, UTC. */
export interface ApiToken extends CreatedCredential {
  scopes: Scope[];
  expiresAt: string;
}

const days = 86_400;

export const apiTokensContainer: ContainerDeclaration = {
  name: 'apiTokens',
  partitionKey: ['/id'],
  indexed: ['/organisationId/?', '/revokedAt/?', '/id/?'],
  timeToLive: 3660 * days,
};
