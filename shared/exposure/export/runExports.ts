import type { Stored } from '../../azure/cosmos.ts';
import type { Region } from '../region.ts';
import type { ExposureServices } from '../services.ts';
import type { Window } from '../window.ts';
import { compareKeys } from './compareKeys.ts';
import { dueWindows } from './dueWindows.ts';
import { exportWindow } from './exportWindow.ts';
import { freeze, singleWindow } from './freeze.ts';
import { currentSigning, type ExportManifest, manifestId } from './manifest.ts';
import type { ExportMessage } from './message.ts';
import { replaceFailedSigning, replaceRevokedSigning } from './replaceSigning.ts';
import { type Counts, countKeys, sumOf } from './windowKeys.ts';
import { writeIndex } from './writeIndex.ts';

/**
 * Exports all due windows: those without files, and those whose files were signed with a key that has been revoked. If the
 * message names a window, creates the missing files of that window. A failure does not stop the other exports.
 * @throws the first failure, after all exports were attempted
 */
export async function runExports(message: ExportMessage, services: ExposureServices): Promise<void> {
  const { regions, log, draining } = services;
  const failures: unknown[] = [];
  const all = await Array.fromAsync(regions.query({ text: 'SELECT * FROM c ORDER BY c.id' }));
  for (const region of all.filter(({ id }) => message.region === undefined || id === message.region)) {
    draining.throwIfAborted();
    await exportRegion(region, message.window, services).catch((error: unknown) => {
      // Stopping the host is not a failure: the next run continues.
      draining.throwIfAborted();
      log.error('An export failed.', { region: region.id, error });
      failures.push(error);
    });
  }
  if (failures.length > 0) throw failures[0];
}

async function exportRegion(
  region: Region,
  requestedWindow: number | undefined,
  services: ExposureServices,
): Promise<void> {
  const { config, clock, log, draining } = services;
  const now = clock.now().getTime() / 1000;
  const due = dueWindows(now, config).filter(
    ({ start }) => requestedWindow === undefined || start === requestedWindow,
  );
  const failures: unknown[] = [];
  const attempt = async (window: Pick<Window, 'start'>, work: () => Promise<void>) => {
    draining.throwIfAborted();
    await work().catch((error: unknown) => {
      draining.throwIfAborted();
      log.error('The export of a window failed.', { region: region.id, window: window.start, error });
      failures.push(error);
    });
  };

  const manifests = await manifestsOf(region.id, due, services);
  const newWindows = due.filter(({ start }) => !manifests.has(start));
  // Detects keys that an instance with a wrong clock, or a suspended one, wrote after the previous window was exported. The
  // sweep compares too, but only after 14 days.
  const previous = [...manifests.values()].find(({ record }) => record.end === newWindows[0]?.start)?.record;
  if (previous) await attempt(previous, () => compareKeys(previous, services));
  for (const { window, counts } of await countWindows(region, newWindows, services))
    await attempt(window, async () => {
      manifests.set(window.start, await freeze(region, window, counts, services));
    });

  let written = false;
  for (const window of due) {
    const manifest = manifests.get(window.start);
    if (!manifest) continue;
    await attempt(window, async () => {
      const current = await replaceRevokedSigning(manifest, region, services);
      const isDone = currentSigning(current.record).exportedAt !== undefined;
      if (isDone && requestedWindow === undefined) return;
      await exportWindow(current, services).catch(async (error: unknown) => {
        draining.throwIfAborted();
        const replaced = await replaceFailedSigning(current, region, services);
        if (!replaced) throw error;
        await exportWindow(replaced, services);
      });
      // After each window, so that a run that ends early has published the files it created.
      await writeIndex(region.id, services);
      written = true;
    });
  }
  // Also without new files: a previous run may have died before it wrote the index.
  if (!written) await writeIndex(region.id, services);
  if (failures.length > 0) throw failures[0];
}

/** The existing manifests of the due windows, by window start. */
async function manifestsOf(
  region: string,
  due: readonly Window[],
  { exportManifests }: Pick<ExposureServices, 'exportManifests'>,
): Promise<Map<number, Stored<ExportManifest>>> {
  const manifests = new Map<number, Stored<ExportManifest>>();
  const oldest = due[0];
  if (!oldest) return manifests;
  const records = exportManifests.query<ExportManifest & { _etag: string }>({
    text: 'SELECT * FROM c WHERE c.region = @region AND c.id >= @oldest',
    parameters: { region, oldest: manifestId(oldest.start) },
    partition: [region],
    pageSize: 1000,
  });
  for await (const { _etag, ...record } of records)
    manifests.set(record.start, { record, etag: _etag, sessionToken: '' });
  return manifests;
}

/** Counts the keys of each window. Halves the range of windows, so that a range without keys takes a single query. */
async function countWindows(
  region: Region,
  windows: readonly Window[],
  services: ExposureServices,
): Promise<{ window: Window; counts: Counts }[]> {
  const [first, last] = [windows[0], windows.at(-1)];
  if (!first || !last) return [];
  const isOne = windows.length === 1;
  const range = isOne
    ? singleWindow(region, first)
    : { region: region.id, start: first.start, end: last.end };
  const counts = await countKeys(range, services);
  if (isOne || sumOf(counts) === 0) return windows.map((window) => ({ window, counts }));
  const middle = windows.length >> 1;
  return [
    ...(await countWindows(region, windows.slice(0, middle), services)),
    ...(await countWindows(region, windows.slice(middle), services)),
  ];
}
