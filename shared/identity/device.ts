import type { ContainerDeclaration } from '../azure/cosmos.ts';
import type { Attested } from './attestation/attested.ts';
import type { Credential } from './credentials/credential.ts';

/** A registered device as stored in Cosmos DB. Its id is a UUID v4. */
export interface Device extends Credential {
  organisationId: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** The day of the last request, `YYYY-MM-DD`, UTC. */
  lastUsed: string;
  /** The app that was attested at registration. */
  attestation?: Attested;
}

const days = 86_400;

export const devicesContainer: ContainerDeclaration = {
  name: 'devices',
  partitionKey: ['/id'],
  indexed: ['/lastUsed/?', '/organisationId/?'],
  timeToLive: 3660 * days,
  untraced: true,
};

/** The UTC day of a date, `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
