import type { Stored } from '../../azure/cosmos.ts';
import type { Services } from '../../services.ts';
import type { Region } from '../region.ts';
import type { Window } from '../window.ts';
import { type ExportManifest, manifestId, type Signing } from './manifest.ts';
import { activeSigningKeys } from './signingKeys.ts';
import { split } from './split.ts';
import { countKeys } from './windowKeys.ts';

/**
 * Decides what the export of a window is to be, once: where somebody else did meanwhile, that stands.
 * @param keys how many keys the window has
 */
export async function freeze(
  region: Region,
  window: Window,
  keys: number,
  services: Services,
): Promise<Stored<ExportManifest>> {
  const { exportManifests, random, clock } = services;
  const now = clock.now().toISOString();
  const id = manifestId(window.start);
  const target = paddedCount(region, services);
  const padding = keys > 0 && keys < target ? target - keys : 0;
  const count = (range: ExportManifest['files'][number]) =>
    countKeys({ region: region.id, ...window }, services, range);
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
    seed: random.bytes(32).toString('base64'),
    files: await split(keys, region.maximumKeysPerFile, count),
    signings: [signing],
  };
  const stored = (await exportManifests.create(manifest)) ?? (await exportManifests.read([region.id], id));
  // It was there a moment ago; whoever took it away was the sweep.
  if (!stored) throw new Error(`The manifest ${id} of ${region.id} is gone.`);
  return stored;
}

/** How many keys a small file is padded to: another number each time, so that it tells nothing. */
function paddedCount(region: Region, { random }: Services): number {
  const more = random.bytes(6).readUIntLE(0, 6) % (region.paddingRange + 1);
  return Math.min(region.minimumKeys + more, region.maximumKeysPerFile);
}
