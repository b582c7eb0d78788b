import { type CreatedCredential, createdCredentials } from '../credentials/credential.ts';

/** Permits a number of devices to register into an organisation. Times are ISO 8601, UTC. */
export interface RegistrationToken extends CreatedCredential {
  /** How many devices may register with it. */
  maximumRegistrations: number;
  /** How many devices have registered with it, deleted ones included. */
  registrations: number;
  expiresAt: string;
}

export const registrationTokensContainer = createdCredentials('registrationTokens');
