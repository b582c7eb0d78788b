import type { Stored } from '../../azure/cosmos.ts';
import type { Services } from '../../services.ts';
import type { Region } from '../region.ts';
import type { Window } from '../window.ts';
import { type ExportManifest, manifestId, type Range, type Signing } from './manifest.ts';
import { syntheticIds } from './padding.ts';
import { activeSigningKeys } from './signingKeys.ts';
import { isWithin, split } from './split.ts';
import { type Counts, countKeys, sumOf, type WindowOfRegion } from './windowKeys.ts';

/**
 * Decides what the export of a window is to be, once: where somebody else did meanwhile, that stands.
 * @param counts how many keys the window has
 */
export async function freeze(
  region: Region,
  window: Window,
  counts: Counts,
  services: Services,
): Promise<Stored<ExportManifest>> {
  const { exportManifests, random, clock } = services;
  const now = clock.now().toISOString();
  const id = manifestId(window.start);
  const keys = sumOf(counts);
  // Of the new ones alone: a revised key was seen before, and hides none.
  const padding = keys > 0 ? Math.max(0, paddedCount(region, services) - counts.keys) : 0;
  const seed = random.bytes(32);
  const synthetic = syntheticIds(padding, seed);
  const count = async (range: Range) =>
    sumOf(await countKeys(exactly(region, window), services, range)) +
    synthetic.filter((id) => isWithin(range, id)).length;
  // A window without keys has nothing to sign, and is done.
  const signing: Signing =
    keys > 0
      ? { revision: 1, keys: await activeSigningKeys(region, services) }
      : { revision: 1, keys: [], exportedAt: now };
  const manifest: ExportManifest = {
    id,
    organisationId: region.organisationId,
    region: region.id,
    ...window,
    frozenAt: now,
    keys,
    padding,
    seed: seed.toString('base64'),
    files: await split(keys + padding, region.maximumKeysPerFile, count),
    signings: [signing],
  };
  const stored = (await exportManifests.create(manifest)) ?? (await exportManifests.read([region.id], id));
  // It was there a moment ago; whoever took it away was the sweep.
  if (!stored) throw new Error(`The manifest ${id} of ${region.id} is gone.`);
  return stored;
}

/** Only the keys that say that they are of this very window: they are what is exported. */
export const exactly = ({ id }: Pick<Region, 'id'>, { start }: Pick<Window, 'start'>): WindowOfRegion => ({
  region: id,
  start,
  end: start + 1,
});

/** How many new keys a window of few is padded to: another number each time, so that it tells nothing. */
function paddedCount(region: Region, { random }: Services): number {
  const more = random.bytes(6).readUIntLE(0, 6) % (region.paddingRange + 1);
  return Math.min(region.minimumKeys + more, region.maximumKeysPerFile);
}
