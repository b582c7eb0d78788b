import type { Stored } from '../../azure/cosmos.ts';
import { ConveyorError } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { exportBin, type KeyPages } from './exportBin.ts';
import type { ExportableKey } from './exportedClaim.ts';
import { exportSig } from './exportSig.ts';
import { exportZip } from './exportZip.ts';
import { type ExportManifest, type Range, wantedSigning } from './manifest.ts';
import { endOf, fileName, kinds, pathOf } from './names.ts';
import { asIfNew, padded } from './padding.ts';
import { isWithin } from './split.ts';
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
  const { exports, log, draining } = services;
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
  return noteExported({ record, etag }, signing.revision, services);
}

/** How often a manifest is read again because somebody else changed it meanwhile. */
const rounds = 5;

async function noteExported(
  { record, etag }: Pick<Stored<ExportManifest>, 'record' | 'etag'>,
  revision: number,
  { exportManifests, clock }: Services,
): Promise<ExportManifest> {
  let present: Pick<Stored<ExportManifest>, 'record' | 'etag'> | undefined = { record, etag };
  for (let round = 0; present && round < rounds; round++) {
    const own = present.record.signings.find((signing) => signing.revision === revision);
    // Somebody else who made the same files was faster, or they were replaced since.
    if (!own || own.exportedAt !== undefined) return present.record;
    const done = { ...own, exportedAt: clock.now().toISOString() };
    const signings = present.record.signings.map((signing) => (signing === own ? done : signing));
    const changed = await exportManifests.replace(
      [record.region],
      { ...present.record, signings },
      present.etag,
    );
    if (changed) return changed.record;
    present = await exportManifests.read([record.region], record.id);
  }
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
  const keys = padding === 0 ? pages('keys') : paddedKeys(manifest, range, services);
  yield* exportBin(head, { keys, revised: pages('revised') }, (dropped) => {
    if (dropped > 0)
      services.log.error('Keys that phones would not take were left out of an export.', {
        region,
        start,
        dropped,
      });
  });
}

const wholeWindow: Range = { from: '' };
/** So many revised keys are enough to be like, where nothing is new. */
const mostModels = 1000;

/**
 * The new keys of one file, synthetic ones among them. Those are like the keys of the whole window, whichever file they are
 * in. Only a window of few new keys is padded: they can be held.
 */
async function* paddedKeys(
  manifest: ExportManifest,
  range: Range,
  services: Services,
): AsyncGenerator<ExportableKey[]> {
  const all = (part: 'keys' | 'revised') => windowKeys(part, manifest, wholeWindow, services);
  const keys = (await Array.fromAsync(all('keys'))).flat();
  const models = keys.length > 0 ? keys : asIfNew(await first(mostModels, all('revised')), manifest.start);
  yield padded(manifest, keys, models).filter(({ id }) => isWithin(range, id));
}

async function first(most: number, pages: KeyPages): Promise<ExportableKey[]> {
  const keys: ExportableKey[] = [];
  for await (const page of pages) {
    keys.push(...page);
    if (keys.length >= most) break;
  }
  return keys.slice(0, most);
}
