import { ConveyorError } from '../../errors.ts';
import type { Services } from '../../services.ts';
import type { Region } from '../region.ts';
import { exportsQueue } from './message.ts';
import { isActive } from './signingKeys.ts';

/** How often a region is read again because it was changed meanwhile. */
const rounds = 5;

/**
 * Revokes a signing key: it signs nothing any more, and what it signed is signed again, under other names.
 * @param version what phones know it by
 * @throws ConveyorError `not_found` if the region or the key is unknown, `conflict` if no other key is left
 */
export async function revokeSigningKey(
  regionId: string,
  version: string,
  services: Services,
): Promise<Region> {
  const { regions, queues, clock } = services;
  const now = clock.now().toISOString();
  for (let round = 0; round < rounds; round++) {
    const stored = await regions.read([regionId], regionId);
    const named = stored?.record.signingKeys.filter((key) => key.verificationKeyVersion === version);
    if (!stored || !named?.length) throw new ConveyorError('not_found');
    const signingKeys = stored.record.signingKeys.map((key) =>
      key.verificationKeyVersion === version ? { ...key, revokedAt: key.revokedAt ?? now } : key,
    );
    const isLeft = signingKeys.some((key) => isActive(key, clock.now()));
    if (!isLeft)
      throw new ConveyorError('conflict', {
        detail: 'No other signing key is valid: add one to the region first.',
      });
    const changed = await regions.replace([regionId], { ...stored.record, signingKeys }, stored.etag);
    if (!changed) continue;
    // The timer would find it too, some minutes later.
    await queues.send(exportsQueue, { region: regionId });
    return changed.record;
  }
  throw new ConveyorError('unavailable');
}
