import type { Stored } from '../../azure/cosmos.ts';
import type { Region } from '../region.ts';
import type { ExposureServices } from '../services.ts';
import type { Window } from '../window.ts';
import { type ExportManifest, manifestId, type Range } from './manifest.ts';
import { syntheticIds } from './padding.ts';
import { activeSigningKeys } from './signingKeys.ts';
import { isWithin, split } from './split.ts';
import { type Counts, countKeys, singleWindow, sumOf } from './windowKeys.ts';

/**
 * Creates the manifest of a window with keys, which determines the bytes of its export. If another run has created it, returns that
 * manifest instead.
 * @param counts the number of keys of the window
 */
export async function freeze(
  region: Region,
  window: Window,
  counts: Counts,
  services: ExposureServices,
): Promise<Stored<ExportManifest>> {
  const { exportManifests, random, clock } = services;
  const id = manifestId(window.start);
  const keys = sumOf(counts);
  // Counts new keys only: revised keys were exported before, so they do not hide new ones.
  const padding = Math.max(0, paddedCount(region, services) - counts.keys);
  const seed = random.bytes(32);
  const synthetic = syntheticIds(padding, seed);
  const count = async (range: Range) =>
    sumOf(await countKeys(singleWindow(region, window), services, range)) +
    synthetic.filter((id) => isWithin(range, id)).length;
  const manifest: ExportManifest = {
    id,
    organisationId: region.organisationId,
    region: region.id,
    ...window,
    frozenAt: clock.now().toISOString(),
    ...(region.trial && { trial: true }),
    keys,
    padding,
    seed: seed.toString('base64'),
    files: await split(keys + padding, region.maximumKeysPerFile, count),
    signings: [{ revision: 1, keys: await activeSigningKeys(region, services) }],
  };
  const stored = (await exportManifests.create(manifest)) ?? (await exportManifests.read([region.id], id));
  // A concurrent sweep has deleted it.
  if (!stored) throw new Error(`The manifest ${id} of region ${region.id} was deleted.`);
  return stored;
}

/** The number of keys to pad a window to. It is random, so that it does not reveal the number of real keys. */
function paddedCount(region: Region, { random }: Pick<ExposureServices, 'random'>): number {
  const extra = random.bytes(6).readUIntLE(0, 6) % (region.paddingRange + 1);
  return Math.min(region.minimumKeys + extra, region.maximumKeysPerFile);
}
