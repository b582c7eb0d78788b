import type { ExposureServices } from '../services.ts';
import type { ExportManifest } from './manifest.ts';
import { countKeys, sumOf } from './windowKeys.ts';

/**
 * Logs an error if the number of keys of a window has changed since its manifest was frozen. If it is larger, keys arrived
 * late or were assigned with another period, and are in no file. If it is smaller, keys were lost.
 */
export async function compareKeys(
  { region, start, end, keys }: Pick<ExportManifest, 'region' | 'start' | 'end' | 'keys'>,
  services: ExposureServices,
): Promise<void> {
  const now = sumOf(await countKeys({ region, start, end }, services));
  if (now === keys) return;
  services.log.error('The keys of a window differ from the exported keys.', {
    region,
    window: start,
    exported: keys,
    now,
  });
}
