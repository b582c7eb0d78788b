import { isDeepStrictEqual } from 'node:util';
import type { Stored } from '../../azure/cosmos.ts';
import { ConveyorError } from '../../errors.ts';
import type { Region } from '../region.ts';
import type { ExposureServices } from '../services.ts';
import { currentSigning, type ExportManifest, type FrozenSigningKey } from './manifest.ts';
import { activeSigningKeys, isRevoked } from './signingKeys.ts';

/** Adds a signing to a manifest whose current signing has a revoked key. @returns the manifest with a valid signing. */
export async function replaceRevokedSigning(
  stored: Stored<ExportManifest>,
  region: Region,
  services: ExposureServices,
): Promise<Stored<ExportManifest>> {
  if (!isRevoked(currentSigning(stored.record), region)) return stored;
  const changed = await addSigning(stored, await activeSigningKeys(region, services), services);
  logReplacement(changed.record, 'a key was revoked', services);
  return changed;
}

/**
 * After a failed export: adds a signing if the active keys differ from the frozen ones. Otherwise an unusable frozen key
 * would block its windows even after an operator has replaced it.
 * @returns the changed manifest, or `undefined` if the keys are the same
 */
export async function replaceFailedSigning(
  stored: Stored<ExportManifest>,
  region: Region,
  services: ExposureServices,
): Promise<Stored<ExportManifest> | undefined> {
  const last = currentSigning(stored.record);
  if (last.exportedAt !== undefined) return undefined;
  const keys = await activeSigningKeys(region, services);
  if (isDeepStrictEqual(keys, last.keys)) return undefined;
  const changed = await addSigning(stored, keys, services);
  logReplacement(changed.record, 'the active keys differ from the keys that failed', services);
  return changed;
}

async function addSigning(
  { record, etag }: Stored<ExportManifest>,
  keys: FrozenSigningKey[],
  { exportManifests }: Pick<ExposureServices, 'exportManifests'>,
): Promise<Stored<ExportManifest>> {
  const next = { revision: currentSigning(record).revision + 1, keys };
  const changed =
    (await exportManifests.replace(
      [record.region],
      { ...record, signings: [...record.signings, next] },
      etag,
    )) ??
    // Another run may have added it.
    (await exportManifests.read([record.region], record.id));
  if (!changed || currentSigning(changed.record).revision < next.revision)
    throw new ConveyorError('unavailable');
  return changed;
}

function logReplacement(
  { region, start }: ExportManifest,
  reason: string,
  { log }: Pick<ExposureServices, 'log'>,
): void {
  log.warn('The files of a window are signed again.', { region, window: start, reason });
}
