import type { ContainerDeclaration } from '../../azure/cosmos.ts';
import type { CreatedCredential } from '../credentials/credential.ts';

/** Permits a number of devices to register into an organisation. Times are ISO 8601, UTC. */
export interface RegistrationToken extends CreatedCredential {
  /** How many devices may register with it. */
  maximumRegistrations: number;
  /** How many devices have registered with it, deleted ones included. */
  registrations: number;
  expiresAt: string;
}

const days = 86_400;

export const registrationTokensContainer: ContainerDeclaration = {
  name: 'registrationTokens',
  partitionKey: ['/id'],
  indexed: ['/organisationId/?', '/revokedAt/?', '/id/?'],
  timeToLive: 3660 * days,
};
