import { isDeepStrictEqual } from 'node:util';
import type { Stored } from '../../azure/cosmos.ts';
import { ConveyorError } from '../../errors.ts';
import type { Services } from '../../services.ts';
import type { Region } from '../region.ts';
import { type ExportManifest, type FrozenSigningKey, wantedSigning } from './manifest.ts';
import { activeSigningKeys, isRevoked } from './signingKeys.ts';

/** Where a key that signed was revoked since, the manifest with another signing: it is exported under other names. */
export async function signedRightly(
  stored: Stored<ExportManifest>,
  region: Region,
  services: Services,
): Promise<Stored<ExportManifest>> {
  if (!isRevoked(wantedSigning(stored.record), region)) return stored;
  const changed = await signAgain(stored, await activeSigningKeys(region, services), services);
  tell(changed.record, 'a key was revoked', services);
  return changed;
}

/**
 * After a failure: where the keys that sign now are others than those that were frozen, the manifest with another signing.
 * A key that could not be used would hold up its windows for ever, even when it was put right.
 * @returns `undefined` if there is nothing to change
 */
export async function signedOtherwise(
  stored: Stored<ExportManifest>,
  region: Region,
  services: Services,
): Promise<Stored<ExportManifest> | undefined> {
  const last = wantedSigning(stored.record);
  if (last.exportedAt !== undefined) return undefined;
  const keys = await activeSigningKeys(region, services);
  if (isDeepStrictEqual(keys, last.keys)) return undefined;
  const changed = await signAgain(stored, keys, services);
  tell(changed.record, 'other keys sign now than those that failed', services);
  return changed;
}

async function signAgain(
  { record, etag }: Stored<ExportManifest>,
  keys: FrozenSigningKey[],
  { exportManifests }: Services,
): Promise<Stored<ExportManifest>> {
  const next = { revision: wantedSigning(record).revision + 1, keys };
  const changed =
    (await exportManifests.replace(
      [record.region],
      { ...record, signings: [...record.signings, next] },
      etag,
    )) ??
    // Another run may have seen the same: what it decided stands.
    (await exportManifests.read([record.region], record.id));
  if (!changed || wantedSigning(changed.record).revision < next.revision)
    throw new ConveyorError('unavailable');
  return changed;
}

function tell({ region, start }: ExportManifest, reason: string, { log }: Services): void {
  log.warn('The files of a window are signed again.', { region, window: start, reason });
}
