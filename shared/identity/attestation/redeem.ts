import type { ContainerDeclaration } from '../../azure/cosmos.ts';
import { ConveyorError } from '../../errors.ts';
import type { Services } from '../../services.ts';

/** That something was used. It tells neither by whom nor for what. */
export interface Redeemed {
  /** The challenge, or a hash of a token; the partition too. */
  id: string;
  /** From when on it is refused by its age alone, Unix seconds. */
  expires: number;
  /** Seconds after which Cosmos deletes it by itself. */
  ttl: number;
}

const hour = 3600;
const days = 24 * hour;

export const redeemedContainer: ContainerDeclaration = {
  name: 'attestations',
  partitionKey: ['/id'],
  indexed: ['/expires/?'],
  timeToLive: 7 * days,
  /** A challenge tells of one publish. */
  untraced: true,
};

/**
 * Uses something up. Of two who do that at once one gets through: the record is written with create-only. It stays an hour
 * longer than the thing is good, for clocks differ.
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

/** Deletes what Cosmos has not deleted by itself. @returns how many. */
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
