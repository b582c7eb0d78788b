import type { ContainerDeclaration } from '../../azure/cosmos.ts';
import { ConveyorError } from '../../errors.ts';
import type { Services } from '../../services.ts';

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

/**
 * Marks a challenge or token as used. The record is create-only, so only one of several concurrent uses succeeds. It is
 * kept for an hour after the expiry because clocks differ.
 * @throws ConveyorError `attestation_replayed`
 */
export async function redeem(
  id: string,
  expires: number,
  { redeemed, clock }: Pick<Services, 'redeemed' | 'clock'>,
): Promise<void> {
  const ttl = Math.max(1, expires - Math.floor(clock.now().getTime() / 1000)) + hour;
  if (!(await redeemed.create({ id, expires, ttl }))) throw new ConveyorError('attestation_replayed');
}

/** Deletes expired records that the time to live has not deleted. @returns the number of deleted records. */
export async function sweepRedeemed({ redeemed, clock }: Services): Promise<number> {
  const before = Math.floor(clock.now().getTime() / 1000) - hour;
  let count = 0;
  for await (const { id } of redeemed.query<{ id: string }>({
    text: 'SELECT c.id FROM c WHERE c.expires < @before',
    parameters: { before },
  }))
    if (await redeemed.delete([id], id)) count++;
  return count;
}
