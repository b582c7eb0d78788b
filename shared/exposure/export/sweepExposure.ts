import { concurrently } from '../../async/concurrently.ts';
import { maximumAge } from '../keyAge.ts';
import type { ExposureServices } from '../services.ts';
import { windowAt } from '../window.ts';
import { compareKeys } from './compareKeys.ts';
import { type ExportManifest, exportedSigning, retentionSeconds } from './manifest.ts';
import { fileName, pathOf } from './names.ts';
import { writeIndex } from './writeIndex.ts';

/**
 * Retention time of a key after its window. As long as a publish may contain the key again, its record must exist, or the
 * key would be exported twice.
 */
const keySeconds = Math.max(retentionSeconds, maximumAge);

/** Numbers of deleted items. */
export interface SweptExposure {
  files: number;
  manifests: number;
  keys: number;
}

/** Delay between removing a file from the indexes and deleting it, for phones that have read the previous index. */
export const graceSeconds = 3600;

const sweepLimits = { concurrency: 32, milliseconds: 150_000 };

/**
 * Deletes exports older than 14 days: first the index entries, an hour later the files, then the manifests, and finally the
 * keys that no manifest counts and no publish may contain. Idempotent.
 */
export async function sweepExposure(services: ExposureServices): Promise<SweptExposure> {
  const swept: SweptExposure = { files: 0, manifests: 0, keys: 0 };
  const now = services.clock.now().getTime() / 1000;
  await delist(now, services);
  for (const manifest of await expired(now, services)) {
    if (!isGraceOver(manifest.delistedAt, now)) continue;
    await compareKeys(manifest, services);
    swept.files += await deleteFiles(manifest, () => true, services);
    if (await services.exportManifests.delete([manifest.region], manifest.id)) swept.manifests++;
  }
  swept.files += await deleteReplaced(now, services);
  swept.keys += await deleteKeys(now, services);
  return swept;
}

type Found = ExportManifest & { _etag: string };

const expired = (now: number, { exportManifests }: Pick<ExposureServices, 'exportManifests'>) =>
  Array.fromAsync(
    exportManifests.query<Found>({
      text: 'SELECT * FROM c WHERE c["end"] <= @oldest',
      parameters: { oldest: now - retentionSeconds },
    }),
  );

const isGraceOver = (moment: string | undefined, now: number) =>
  moment !== undefined && Date.parse(moment) / 1000 + graceSeconds <= now;

/** Removes expired exports from the indexes and records that. Also handles regions that have been deleted. */
async function delist(now: number, services: ExposureServices): Promise<void> {
  const listed = (await expired(now, services)).filter(({ delistedAt }) => delistedAt === undefined);
  for (const region of new Set(listed.map((manifest) => manifest.region))) await writeIndex(region, services);
  const value = services.clock.now().toISOString();
  for (const { region, id } of listed)
    await services.exportManifests.patch([region], id, [{ op: 'set', path: '/delistedAt', value }]);
}

/** Deletes the files of the signings for which `isObsolete` is true. @returns the number of deleted files. */
async function deleteFiles(
  manifest: ExportManifest,
  isObsolete: (revision: number) => boolean,
  { exports }: Pick<ExposureServices, 'exports'>,
): Promise<number> {
  let count = 0;
  for (const signing of manifest.signings.filter(({ revision }) => isObsolete(revision)))
    for (const file of manifest.files.keys())
      if (await exports.delete(pathOf(manifest.region, fileName(manifest, signing, file)))) count++;
  return count;
}

/** Deletes files that were replaced by a later signing, an hour after the indexes were updated. */
async function deleteReplaced(now: number, services: ExposureServices): Promise<number> {
  const { exportManifests, clock } = services;
  const resigned = await Array.fromAsync(
    exportManifests.query<Found>({ text: 'SELECT * FROM c WHERE ARRAY_LENGTH(c.signings) > 1' }),
  );
  let count = 0;
  for (const { _etag, ...manifest } of resigned) {
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
    } else if (replaced.every(({ delistedAt }) => isGraceOver(delistedAt, now))) {
      count += await deleteFiles(manifest, (revision) => revision < current, services);
      const signings = manifest.signings.filter(({ revision }) => revision >= current);
      await exportManifests.replace([manifest.region], { ...manifest, signings }, _etag);
    }
  }
  return count;
}

/** Deletes the keys of expired windows. */
async function deleteKeys(now: number, services: ExposureServices): Promise<number> {
  const { exportManifests, exposureKeys, config } = services;
  const oldest = await Array.fromAsync(
    // A run of windows without keys may begin long ago.
    exportManifests.query<{ start: number }>({
      text: 'SELECT TOP 1 c.start FROM c WHERE c.keys > 0 ORDER BY c.id',
    }),
  );
  const kept = windowAt(now - keySeconds, config.exportPeriods);
  const boundary = Math.min(kept.start, ...oldest.map(({ start }) => start));
  const old = exposureKeys.query<{ id: string }>({
    text: `SELECT c.id FROM c WHERE c.window < @boundary
      AND (NOT IS_DEFINED(c.revised) OR c.revised.window < @boundary)
      AND (NOT IS_DEFINED(c.addedUntil) OR c.addedUntil < @boundary)`,
    parameters: { boundary },
    pageSize: 1000,
  });
  let count = 0;
  await concurrently(old, sweepLimits, async ({ id }) => {
    if (await exposureKeys.delete([id], id)) count++;
  });
  return count;
}
