import type { ContainerDeclaration } from '../../azure/cosmos.ts';

/** Records the use of a challenge or token, without the caller or the purpose. */
export interface Redeemed {
  /** The challenge, or a hash of a token. Also the partition key. */
  id: string;
  /** When the challenge or token expires, Unix seconds. */
  expires: number;
  /** Seconds after which Cosmos DB deletes the record. */
  ttl: number;
}

const hour = 3600;
const days = 24 * hour;

export const redeemedContainer: ContainerDeclaration = {
  name: 'attestations',
  partitionKey: ['/id'],
  indexed: ['/expires/?'],
  timeToLive: 7 * days,
  /** A challenge identifies a single publish. */
  untraced: true,
};
