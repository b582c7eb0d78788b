import { optimisticUpdate } from '../../azure/optimisticUpdate.ts';
import { ConveyorError } from '../../errors.ts';
import type { ExposureServices } from '../services.ts';
import { isKept } from './dueWindows.ts';
import { type ExportManifest, exportedSigning } from './manifest.ts';
import { fileName, indexNames, kinds, pathOf } from './names.ts';

/** A file in an index. */
interface Entry {
  region: string;
  name: string;
  /** Time of its creation, ms since the epoch. */
  created: number;
}

/**
 * Writes both indexes of a region: the files of exported windows, oldest first, without those of trials. An index that is up to date
 * is not written.
 *
 * Manifests are read after the index and the write is conditional on its ETag, so a concurrent writer cannot replace an
 * index with an older state.
 * @throws ConveyorError `unavailable` if all attempts fail because of concurrent writes
 */
export async function writeIndex(region: string, services: ExposureServices): Promise<void> {
  const { exportUrl } = services.config;
  const base = exportUrl ? `${exportUrl}/${region}/` : '';
  await write(region, indexNames.text, kinds.text, services, (entries) =>
    entries.map(({ name }) => pathOf(region, name)).join('\n'),
  );
  await write(region, indexNames.json, kinds.json, services, (entries) =>
    JSON.stringify(entries.map(({ name, created }) => ({ region, url: `${base}${name}`, created }))),
  );
}

async function write(
  region: string,
  name: string,
  kind: (typeof kinds)['text' | 'json'],
  services: ExposureServices,
  format: (entries: Entry[]) => string,
): Promise<void> {
  const path = pathOf(region, name);
  await optimisticUpdate<{ text: string; etag: string } | undefined, true>({
    tries: 10,
    read: () => services.exports.read(path),
    decide: async (current) => {
      const text = format(await entriesOf(region, services));
      if (current?.text === text) return { result: true };
      return { write: () => services.exports.replace(path, text, current?.etag, kind) };
    },
    exhausted: () => Promise.reject(new ConveyorError('unavailable')),
  });
}

async function entriesOf(
  region: string,
  { exportManifests, clock }: Pick<ExposureServices, 'exportManifests' | 'clock'>,
): Promise<Entry[]> {
  const now = clock.now().getTime() / 1000;
  const manifests = exportManifests.query<ExportManifest>({
    text: 'SELECT * FROM c WHERE c.region = @region ORDER BY c.id',
    parameters: { region },
    partition: [region],
    pageSize: 1000,
  });
  const entries: Entry[] = [];
  for await (const manifest of manifests) {
    const signing = exportedSigning(manifest);
    if (!signing || manifest.trial || manifest.delistedAt !== undefined || !isKept(manifest, now)) continue;
    for (const file of manifest.files.keys())
      entries.push({
        region,
        name: fileName(manifest, signing, file),
        created: Date.parse(signing.exportedAt ?? manifest.frozenAt),
      });
  }
  return entries;
}
