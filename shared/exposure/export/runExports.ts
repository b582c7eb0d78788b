import type { Stored } from '../../azure/cosmos.ts';
import type { Configuration } from '../../configuration.ts';
import type { Region } from '../region.ts';
import type { ExposureServices } from '../services.ts';
import { type Window, windowAt } from '../window.ts';
import { compareKeys } from './compareKeys.ts';
import { countWindows } from './countWindows.ts';
import { dueWindows, exportableWindows, isSettled } from './dueWindows.ts';
import { coverEmptyRun, isEmpty } from './emptyRun.ts';
import { exportWindow } from './exportWindow.ts';
import { freeze } from './freeze.ts';
import { currentSigning, type ExportManifest, manifestId } from './manifest.ts';
import type { ExportMessage } from './message.ts';
import { replaceFailedSigning, replaceRevokedSigning } from './replaceSigning.ts';
import { sumOf } from './windowKeys.ts';
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
    await exportRegion(region, message, services).catch((error: unknown) => {
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
  { window: requestedWindow, open = false }: ExportMessage,
  services: ExposureServices,
): Promise<void> {
  const { config, clock, log, draining } = services;
  const now = clock.now().getTime() / 1000;
  const windows = open ? exportableWindows(region, now, config) : dueWindows(now, config);
  const due = windows.filter(({ start }) => requestedWindow === undefined || start === requestedWindow);
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
  const newWindows = uncovered(due, manifests);
  // Detects keys that an instance with a wrong clock, or a suspended one, wrote after the previous window was exported. The
  // sweep compares too, but only after 14 days.
  const previous = manifests.findLast(({ record }) => record.end === newWindows[0]?.start);
  if (previous)
    await attempt(previous.record, () => compareKeys(lastWindow(previous.record, config), services));
  for (const { window, counts } of await countWindows(region, newWindows, services))
    await attempt(window, async () => {
      if (sumOf(counts) === 0) {
        // A window of a region for trials can still get keys.
        if (!isSettled(window, now, config)) return;
        await coverEmptyRun(
          region,
          window,
          window.start === newWindows[0]?.start ? previous : undefined,
          services,
        );
      } else manifests.push(await freeze(region, window, counts, services));
    });

  let written = false;
  for (const manifest of manifests) {
    if (isEmpty(manifest.record)) continue;
    await attempt(manifest.record, async () => {
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

/** The existing manifests of the due windows, ascending. */
async function manifestsOf(
  region: string,
  due: readonly Window[],
  { exportManifests }: Pick<ExposureServices, 'exportManifests'>,
): Promise<Stored<ExportManifest>[]> {
  const [oldest, newest] = [due[0], due.at(-1)];
  if (!oldest || !newest) return [];
  const records = exportManifests.query<ExportManifest & { _etag: string }>({
    text: 'SELECT * FROM c WHERE c.region = @region AND c["end"] > @oldest AND c.id <= @newest ORDER BY c.id',
    parameters: { region, oldest: oldest.start, newest: manifestId(newest.start) },
    partition: [region],
    pageSize: 1000,
  });
  const manifests: Stored<ExportManifest>[] = [];
  for await (const { _etag, ...record } of records) manifests.push({ record, etag: _etag, sessionToken: '' });
  return manifests;
}

/** The windows that no manifest covers. Both lists are ascending. */
function uncovered(windows: readonly Window[], manifests: readonly Stored<ExportManifest>[]): Window[] {
  let next = 0;
  let end = Number.NEGATIVE_INFINITY;
  return windows.filter(({ start }) => {
    for (let found = manifests[next]; found && found.record.start <= start; found = manifests[++next])
      end = Math.max(end, found.record.end);
    return start >= end;
  });
}

/** The last window of a manifest. Only this one is compared, so that a late key is reported once for a run of windows. */
function lastWindow(manifest: ExportManifest, { exportPeriods }: Pick<Configuration, 'exportPeriods'>) {
  return isEmpty(manifest) ? { ...manifest, ...windowAt(manifest.end - 1, exportPeriods) } : manifest;
}
