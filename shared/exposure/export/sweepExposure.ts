import { concurrently } from '../../concurrently.ts';
import type { Services } from '../../services.ts';
import { limits } from '../publishRules.ts';
import { windowAt } from '../window.ts';
import { compareKeys } from './compareKeys.ts';
import { type ExportManifest, exportedSigning, retentionSeconds } from './manifest.ts';
import { fileName, pathOf } from './names.ts';
import { writeIndex } from './writeIndex.ts';

/**
 * How long a key's record stays after its window: as long as a publish may bring the same key once more, which must find
 * it, or it would be exported twice.
 */
const keySeconds = Math.max(retentionSeconds, limits.age);

/** How much a sweep deleted. */
export interface SweptExposure {
  files: number;
  manifests: number;
  keys: number;
}

/** How long a file stays after the last index that named it: who has just read that one still finds it. */
export const graceSeconds = 3600;

const share = { atOnce: 32, milliseconds: 150_000 };

/**
 * Deletes what is older than 14 days: first the index entries, an hour later the files, then manifests, and at last the keys
 * that no manifest counts and no publish may bring any more. It may die anywhere and be run again.
 */
export async function sweepExposure(services: Services): Promise<SweptExposure> {
  const swept: SweptExposure = { files: 0, manifests: 0, keys: 0 };
  const now = services.clock.now().getTime() / 1000;
  await delist(now, services);
  for (const manifest of await expired(now, services)) {
    if (!isPast(manifest.delistedAt, now)) continue;
    await compareKeys(manifest, services);
    swept.files += await deleteFiles(manifest, () => true, services);
    if (await services.exportManifests.delete([manifest.region], manifest.id)) swept.manifests++;
  }
  swept.files += await deleteReplaced(now, services);
  swept.keys += await deleteKeys(now, services);
  return swept;
}

type Found = ExportManifest & { _etag: string };

const expired = (now: number, { exportManifests }: Services) =>
  Array.fromAsync(
    exportManifests.query<Found>({
      text: 'SELECT * FROM c WHERE c["end"] <= @oldest',
      parameters: { oldest: now - retentionSeconds },
    }),
  );

const isPast = (moment: string | undefined, now: number) =>
  moment !== undefined && Date.parse(moment) / 1000 + graceSeconds <= now;

/** Takes what is too old out of the indexes, and notes that it was. A region that is deleted has its index kept right too. */
async function delist(now: number, services: Services): Promise<void> {
  const listed = (await expired(now, services)).filter(({ delistedAt }) => delistedAt === undefined);
  for (const region of new Set(listed.map((manifest) => manifest.region))) await writeIndex(region, services);
  const value = services.clock.now().toISOString();
  for (const { region, id } of listed)
    await services.exportManifests.patch([region], id, [{ op: 'set', path: '/delistedAt', value }]);
}

/** Deletes the files of the signings of a manifest that are `unwanted`. @returns how many there were. */
async function deleteFiles(
  manifest: ExportManifest,
  unwanted: (revision: number) => boolean,
  { exports }: Services,
): Promise<number> {
  let count = 0;
  for (const signing of manifest.signings.filter(({ revision }) => unwanted(revision)))
    for (const file of manifest.files.keys())
      if (await exports.delete(pathOf(manifest.region, fileName(manifest, signing, file)))) count++;
  return count;
}

/** Deletes files that were signed again under other names, an hour after the index has named those. */
async function deleteReplaced(now: number, services: Services): Promise<number> {
  const { exportManifests, clock } = services;
  const several = await Array.fromAsync(
    exportManifests.query<Found>({ text: 'SELECT * FROM c WHERE ARRAY_LENGTH(c.signings) > 1' }),
  );
  let count = 0;
  for (const { _etag, ...manifest } of several) {
    const current = exportedSigning(manifest)?.revision ?? 0;
    const replaced = manifest.signings.filter(({ revision }) => revision < current);
    if (replaced.length === 0) continue;
    if (replaced.some(({ delistedAt }) => delistedAt === undefined)) {
      await writeIndex(manifest.region, services);
      const delistedAt = clock.now().toISOString();
      const signings = manifest.signings.map((each) =>
        each.revision < current ? { delistedAt, ...each } : each,
      );
      await exportManifests.replace([manifest.region], { ...manifest, signings }, _etag);
    } else if (replaced.every(({ delistedAt }) => isPast(delistedAt, now))) {
      count += await deleteFiles(manifest, (revision) => revision < current, services);
      const signings = manifest.signings.filter(({ revision }) => revision >= current);
      await exportManifests.replace([manifest.region], { ...manifest, signings }, _etag);
    }
  }
  return count;
}

/** Deletes the keys of windows that are too old. */
async function deleteKeys(now: number, services: Services): Promise<number> {
  const { exportManifests, exposureKeys, config } = services;
  const oldest = await Array.fromAsync(
    exportManifests.query<{ start: number }>({ text: 'SELECT TOP 1 c.start FROM c ORDER BY c.id' }),
  );
  const kept = windowAt(now - keySeconds, config.exportPeriods);
  const boundary = Math.min(kept.start, ...oldest.map(({ start }) => start));
  const old = exposureKeys.query<{ id: string }>({
    text: `SELECT c.id FROM c WHERE c.window < @boundary
      AND (NOT IS_DEFINED(c.revised) OR c.revised.window < @boundary)`,
    parameters: { boundary },
    pageSize: 1000,
  });
  let count = 0;
  await concurrently(old, share, async ({ id }) => {
    if (await exposureKeys.delete([id], id)) count++;
  });
  return count;
}
