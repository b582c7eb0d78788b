import type { Stored } from '../../azure/cosmos.ts';
import type { Region } from '../region.ts';
import type { ExposureServices } from '../services.ts';
import type { Window } from '../window.ts';
import { type ExportManifest, manifestId } from './manifest.ts';

/** Whether a manifest covers windows without keys, which have no files. */
export const isEmpty = ({ keys }: Pick<ExportManifest, 'keys'>): boolean => keys === 0;

/**
 * Records that consecutive windows have no keys. One manifest covers a run of them: the run of a new region is two weeks long,
 * and that of a quiet region grows with each window.
 * @param run from the start of the first window to the end of the last one
 * @param previous the manifest that ends where the run starts, if there is one
 */
export async function coverEmptyRun(
  region: Region,
  run: Window,
  previous: Stored<ExportManifest> | undefined,
  { exportManifests, random, clock }: Pick<ExposureServices, 'exportManifests' | 'random' | 'clock'>,
): Promise<void> {
  // If another run of the timer wins, its manifest covers the windows, or the next run does: no file is missing meanwhile.
  if (previous && isEmpty(previous.record)) {
    await exportManifests.replace([region.id], { ...previous.record, end: run.end }, previous.etag);
    return;
  }
  const now = clock.now().toISOString();
  await exportManifests.create({
    id: manifestId(run.start),
    organisationId: region.organisationId,
    region: region.id,
    ...run,
    frozenAt: now,
    keys: 0,
    padding: 0,
    seed: random.bytes(32).toString('base64'),
    files: [],
    signings: [{ revision: 1, keys: [], exportedAt: now }],
  });
}
