import type { Services } from '../../services.ts';
import type { ExportManifest } from './manifest.ts';
import { countKeys, sumOf } from './windowKeys.ts';

/**
 * Raises an alarm where a window no longer has the keys that were counted when it was frozen: more came late, or were cut by
 * another period, and are in no file; fewer were lost.
 */
export async function compareKeys(
  { region, start, end, keys }: Pick<ExportManifest, 'region' | 'start' | 'end' | 'keys'>,
  services: Services,
): Promise<void> {
  const now = sumOf(await countKeys({ region, start, end }, services));
  if (now === keys) return;
  services.log.error('The keys of a window are not those that were exported.', {
    region,
    window: start,
    exported: keys,
    now,
  });
}
