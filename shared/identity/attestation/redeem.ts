import { deleteFound } from '../../azure/deleteFound.ts';
import { ConveyorError } from '../../errors.ts';
import type { IdentityServices } from '../services.ts';

const hour = 3600;

/**
 * Marks a challenge or token as used. The record is create-only, so only one of several concurrent uses succeeds. It is
 * kept for an hour after the expiry because clocks differ.
 * @throws ConveyorError `attestation_replayed`
 */
export async function redeem(
  id: string,
  expires: number,
  services: Pick<IdentityServices, 'redeemed' | 'clock'>,
): Promise<void> {
  if (!(await markRedeemed(id, expires, services))) throw new ConveyorError('attestation_replayed');
}

/** Marks a token as used. @returns whether it was unused */
export async function markRedeemed(
  id: string,
  expires: number,
  { redeemed, clock }: Pick<IdentityServices, 'redeemed' | 'clock'>,
): Promise<boolean> {
  const ttl = Math.max(1, expires - Math.floor(clock.now().getTime() / 1000)) + hour;
  return (await redeemed.create({ id, expires, ttl })) !== undefined;
}

/**
 * Checks that challenges and tokens are not marked as used. Only `redeem` decides between concurrent uses.
 * @throws ConveyorError `attestation_replayed`
 */
export async function assertUnused(
  ids: readonly string[],
  { redeemed }: Pick<IdentityServices, 'redeemed'>,
): Promise<void> {
  const records = await Promise.all(ids.map((id) => redeemed.read([id], id)));
  if (records.some(Boolean)) throw new ConveyorError('attestation_replayed');
}

/** Deletes expired records that the time to live has not deleted. @returns the number of deleted records. */
export async function sweepRedeemed({
  redeemed,
  clock,
}: Pick<IdentityServices, 'redeemed' | 'clock'>): Promise<number> {
  const before = Math.floor(clock.now().getTime() / 1000) - hour;
  return deleteFound(redeemed, {
    text: 'SELECT c.id FROM c WHERE c.expires < @before',
    parameters: { before },
  });
}
