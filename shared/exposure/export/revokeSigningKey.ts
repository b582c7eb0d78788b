import { optimisticUpdate } from '../../azure/optimisticUpdate.ts';
import { ConveyorError } from '../../errors.ts';
import type { Region } from '../region.ts';
import type { ExposureServices } from '../services.ts';
import { exportsQueue } from './message.ts';
import { isActive } from './signingKeys.ts';

/**
 * Revokes a signing key. It signs no further files, and the files that it signed are signed again under new names.
 * @param version the `verificationKeyVersion` of the key
 * @throws ConveyorError `not_found` if the region or the key does not exist, `conflict` if no other key is valid
 */
export async function revokeSigningKey(
  regionId: string,
  version: string,
  services: ExposureServices,
): Promise<Region> {
  const { regions, queues, clock } = services;
  const now = clock.now().toISOString();
  const changed = await optimisticUpdate({
    tries: 5,
    read: () => regions.read([regionId], regionId),
    decide: (stored) => {
      const matching = stored?.record.signingKeys.filter((key) => key.verificationKeyVersion === version);
      if (!stored || !matching?.length) throw new ConveyorError('not_found');
      const signingKeys = stored.record.signingKeys.map((key) =>
        key.verificationKeyVersion === version ? { ...key, revokedAt: key.revokedAt ?? now } : key,
      );
      const hasActiveKey = signingKeys.some((key) => isActive(key, clock.now()));
      if (!hasActiveKey)
        throw new ConveyorError('conflict', {
          detail: 'The region has no other valid signing key. Add one before you revoke this key.',
        });
      return { write: () => regions.replace([regionId], { ...stored.record, signingKeys }, stored.etag) };
    },
    exhausted: () => Promise.reject(new ConveyorError('unavailable')),
  });
  // Starts the work immediately instead of at the next run of the timer.
  await queues.send(exportsQueue, { region: regionId });
  return changed.record;
}
