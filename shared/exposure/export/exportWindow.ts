import type { Stored } from '../../azure/cosmos.ts';
import { ConveyorError } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { exportBin, type KeyPages } from './exportBin.ts';
import type { ExportableKey } from './exportedClaim.ts';
import { exportSig } from './exportSig.ts';
import { exportZip } from './exportZip.ts';
import { type ExportManifest, type Range, wantedSigning } from './manifest.ts';
import { endOf, fileName, kinds, pathOf } from './names.ts';
import { padded } from './padding.ts';
import { windowKeys } from './windowKeys.ts';

/**
 * Makes the files of a window that are not there yet, and says so in its manifest. It may die anywhere and be done again,
 * also by two at once: a file that is there stays as it is.
 * @throws ConveyorError `unavailable` if the manifest was changed meanwhile
 */
export async function exportWindow(
  { record, etag }: Stored<ExportManifest>,
  services: Services,
): Promise<ExportManifest> {
  const { exports, exportManifests, clock, log, draining } = services;
  const signing = wantedSigning(record);
  for (const [file, range] of record.files.entries()) {
    draining.throwIfAborted();
    const name = pathOf(record.region, fileName(record, signing, file));
    if (await exports.head(name)) continue;
    const chunks = exportZip(fileBytes(record, file, range, services), (digest) =>
      exportSig(digest, signing.keys, services),
    );
    const isNew = await exports.create(name, chunks, kinds.zip);
    log.info(isNew ? 'A file of keys was exported.' : 'A file of keys was there already.', { file: name });
  }
  if (signing.exportedAt !== undefined) return record;

  const done = { ...signing, exportedAt: clock.now().toISOString() };
  const changed = { ...record, signings: [...record.signings.slice(0, -1), done] };
  const stored =
    (await exportManifests.replace([record.region], changed, etag)) ??
    // Somebody else who made the same files was faster.
    (await exportManifests.read([record.region], record.id));
  if (stored?.record.signings.some(({ revision, exportedAt }) => revision === signing.revision && exportedAt))
    return stored.record;
  throw new ConveyorError('unavailable');
}

/** The bytes of one file's `export.bin`: they follow from the manifest and the keys of its window alone. */
export async function* fileBytes(
  manifest: ExportManifest,
  file: number,
  range: Range,
  services: Services,
): AsyncGenerator<Uint8Array> {
  const { region, start, padding } = manifest;
  const pages = (part: 'keys' | 'revised') => windowKeys(part, manifest, range, services);
  const head = { region, start, end: endOf(manifest, file), signedBy: wantedSigning(manifest).keys };
  // Only a window of few keys is padded: it can be held.
  const parts =
    padding === 0
      ? { keys: pages('keys'), revised: pages('revised') }
      : await paddedPages(manifest, pages('keys'), pages('revised'));
  yield* exportBin(head, parts, (dropped) => {
    if (dropped > 0)
      services.log.error('Keys that phones would not take were left out of an export.', {
        region,
        start,
        dropped,
      });
  });
}

async function paddedPages(
  manifest: ExportManifest,
  keyPages: KeyPages,
  revisedPages: KeyPages,
): Promise<{ keys: KeyPages; revised: KeyPages }> {
  const [keys, revised] = [await flat(keyPages), await flat(revisedPages)];
  return { keys: onePage(padded(manifest, keys, revised)), revised: onePage(revised) };
}

const flat = async (pages: KeyPages) => (await Array.fromAsync(pages)).flat();

async function* onePage(keys: ExportableKey[]): AsyncGenerator<ExportableKey[]> {
  yield keys;
}
