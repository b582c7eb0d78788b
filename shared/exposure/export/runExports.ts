import type { Stored } from '../../azure/cosmos.ts';
import type { Services } from '../../services.ts';
import type { Region } from '../region.ts';
import type { Window } from '../window.ts';
import { compareKeys } from './compareKeys.ts';
import { dueWindows } from './dueWindows.ts';
import { exportWindow } from './exportWindow.ts';
import { exactly, freeze } from './freeze.ts';
import { type ExportManifest, manifestId, wantedSigning } from './manifest.ts';
import type { ExportMessage } from './message.ts';
import { signedOtherwise, signedRightly } from './signAgain.ts';
import { type Counts, countKeys, sumOf } from './windowKeys.ts';
import { writeIndex } from './writeIndex.ts';

/**
 * Exports what is due: of every region each closed, settled window that has no files yet, or whose files were signed with a
 * key that was revoked since. A window that is named is looked at again, and what is missing of it made. What fails keeps
 * nothing else from being exported.
 * @throws what failed first, when everything was tried
 */
export async function runExports(asked: ExportMessage, services: Services): Promise<void> {
  const { regions, log, draining } = services;
  const failures: unknown[] = [];
  const all = await Array.fromAsync(regions.query({ text: 'SELECT * FROM c ORDER BY c.id' }));
  for (const region of all.filter(({ id }) => asked.region === undefined || id === asked.region)) {
    draining.throwIfAborted();
    await exportRegion(region, asked.window, services).catch((error: unknown) => {
      // A host that stops is no failure: the next run goes on.
      draining.throwIfAborted();
      log.error('An export failed.', { region: region.id, error });
      failures.push(error);
    });
  }
  if (failures.length > 0) throw failures[0];
}

async function exportRegion(region: Region, named: number | undefined, services: Services): Promise<void> {
  const { config, clock, log, draining } = services;
  const now = clock.now().getTime() / 1000;
  const due = dueWindows(now, config).filter(({ start }) => named === undefined || start === named);
  const failures: unknown[] = [];
  const attempt = async (window: Pick<Window, 'start'>, work: () => Promise<void>) => {
    draining.throwIfAborted();
    await work().catch((error: unknown) => {
      draining.throwIfAborted();
      log.error('The export of a window failed.', { region: region.id, window: window.start, error });
      failures.push(error);
    });
  };

  const known = await manifestsOf(region.id, due, services);
  const unknown = due.filter(({ start }) => !known.has(start));
  // Whoever wrote late, for its clock or it stood still, has done so by now: to learn it in two weeks would be too late.
  const last = [...known.values()].find(({ record }) => record.end === unknown[0]?.start)?.record;
  if (last) await attempt(last, () => compareKeys(last, services));
  for (const { window, counts } of await counted(region, unknown, services))
    await attempt(window, async () => {
      known.set(window.start, await freeze(region, window, counts, services));
    });

  let written = false;
  for (const window of due) {
    const manifest = known.get(window.start);
    if (!manifest) continue;
    await attempt(window, async () => {
      const current = await signedRightly(manifest, region, services);
      const isDone = wantedSigning(current.record).exportedAt !== undefined;
      if (isDone && named === undefined) return;
      await exportWindow(current, services).catch(async (error: unknown) => {
        draining.throwIfAborted();
        const other = await signedOtherwise(current, region, services);
        if (!other) throw error;
        await exportWindow(other, services);
      });
      // After each: a long run that ends early has told of what it made.
      await writeIndex(region.id, services);
      written = true;
    });
  }
  // Also when nothing was new: a run before may have died between files and index.
  if (!written) await writeIndex(region.id, services);
  if (failures.length > 0) throw failures[0];
}

/** The manifests of windows that have one: start → manifest. */
async function manifestsOf(
  region: string,
  due: readonly Window[],
  { exportManifests }: Services,
): Promise<Map<number, Stored<ExportManifest>>> {
  const found = new Map<number, Stored<ExportManifest>>();
  const oldest = due[0];
  if (!oldest) return found;
  const records = exportManifests.query<ExportManifest & { _etag: string }>({
    text: 'SELECT * FROM c WHERE c.region = @region AND c.id >= @oldest',
    parameters: { region, oldest: manifestId(oldest.start) },
    partition: [region],
    pageSize: 1000,
  });
  for await (const { _etag, ...record } of records)
    found.set(record.start, { record, etag: _etag, sessionToken: '' });
  return found;
}

/** How many keys each window has. Many that have none, as a new region's, are counted as one. */
async function counted(
  region: Region,
  windows: readonly Window[],
  services: Services,
): Promise<{ window: Window; counts: Counts }[]> {
  const [first, last] = [windows[0], windows.at(-1)];
  if (!first || !last) return [];
  const isOne = windows.length === 1;
  const asked = isOne ? exactly(region, first) : { region: region.id, start: first.start, end: last.end };
  const counts = await countKeys(asked, services);
  if (isOne || sumOf(counts) === 0) return windows.map((window) => ({ window, counts }));
  const middle = windows.length >> 1;
  return [
    ...(await counted(region, windows.slice(0, middle), services)),
    ...(await counted(region, windows.slice(middle), services)),
  ];
}
