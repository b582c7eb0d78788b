import { ConveyorError } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { isKept } from './dueWindows.ts';
import { type ExportManifest, exportedSigning } from './manifest.ts';
import { fileName, indexNames, kinds, pathOf } from './names.ts';

/** How often an index is made again because somebody else wrote it meanwhile. */
const rounds = 10;

/** A file that an index names. */
interface Entry {
  region: string;
  name: string;
  /** Since when it is there, in ms since the epoch. */
  created: number;
}

/**
 * Writes both indexes of a region, of the files whose manifests say that they are there, the oldest first. What is right
 * already stays untouched. The manifests are read after the index: so of two that write at once the later one knows all
 * that the earlier one knew.
 * @throws ConveyorError `unavailable` if somebody else was faster every time
 */
export async function writeIndex(region: string, services: Services): Promise<void> {
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
  services: Services,
  format: (entries: Entry[]) => string,
): Promise<void> {
  const path = pathOf(region, name);
  for (let round = 0; round < rounds; round++) {
    const present = await services.exports.read(path);
    const text = format(await entriesOf(region, services));
    if (present?.text === text) return;
    if (await services.exports.replace(path, text, present?.etag, kind)) return;
  }
  throw new ConveyorError('unavailable');
}

async function entriesOf(region: string, { exportManifests, clock }: Services): Promise<Entry[]> {
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
    if (!signing || manifest.delistedAt !== undefined || !isKept(manifest, now)) continue;
    for (const file of manifest.files.keys())
      entries.push({
        region,
        name: fileName(manifest, signing, file),
        created: Date.parse(signing.exportedAt ?? manifest.frozenAt),
      });
  }
  return entries;
}
