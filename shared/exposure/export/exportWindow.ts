import type { Stored } from '../../azure/cosmos.ts';
import { optimisticUpdate } from '../../azure/optimisticUpdate.ts';
import { ConveyorError } from '../../errors.ts';
import type { ExposureServices } from '../services.ts';
import { exportBin, type KeyPages } from './exportBin.ts';
import type { ExportableKey } from './exportedClaim.ts';
import { exportSig } from './exportSig.ts';
import { exportZip } from './exportZip.ts';
import { currentSigning, type ExportManifest, type Range } from './manifest.ts';
import { endOf, fileName, kinds, pathOf } from './names.ts';
import { padKeys, shiftToWindow } from './padding.ts';
import { isWithin } from './split.ts';
import { windowKeys } from './windowKeys.ts';

/**
 * Creates the missing files of a window and records the export in its manifest. Idempotent and safe to run concurrently:
 * existing files are never overwritten.
 * @throws ConveyorError `unavailable` if the manifest keeps changing concurrently
 */
export async function exportWindow(
  stored: Stored<ExportManifest>,
  services: ExposureServices,
): Promise<ExportManifest> {
  const { exports, log, draining } = services;
  const { record } = stored;
  const signing = currentSigning(record);
  for (const [file, range] of record.files.entries()) {
    draining.throwIfAborted();
    const name = pathOf(record.region, fileName(record, signing, file));
    if (await exports.head(name)) continue;
    const chunks = exportZip(fileBytes(record, file, range, services), (digest) =>
      exportSig(digest, signing.keys, services),
    );
    const isNew = await exports.create(name, chunks, kinds.zip);
    log.info(isNew ? 'An export file was created.' : 'An export file existed already.', { file: name });
  }
  return recordExport(stored, signing.revision, services);
}

async function recordExport(
  held: Stored<ExportManifest>,
  revision: number,
  { exportManifests, clock }: Pick<ExposureServices, 'exportManifests' | 'clock'>,
): Promise<ExportManifest> {
  const { region, id } = held.record;
  return optimisticUpdate<Stored<ExportManifest> | undefined, ExportManifest>({
    tries: 5,
    held: { found: held },
    read: () => exportManifests.read([region], id),
    decide: (found) => {
      if (!found) throw new ConveyorError('unavailable');
      const { record, etag } = found;
      const own = record.signings.find((signing) => signing.revision === revision);
      // Another run has recorded the same export, or the files were replaced since.
      if (!own || own.exportedAt !== undefined) return { result: record };
      const done = { ...own, exportedAt: clock.now().toISOString() };
      const signings = record.signings.map((signing) => (signing === own ? done : signing));
      return {
        write: async () => (await exportManifests.replace([region], { ...record, signings }, etag))?.record,
      };
    },
    exhausted: () => Promise.reject(new ConveyorError('unavailable')),
  });
}

/** The bytes of `export.bin` of one file. They depend only on the manifest and the keys of its window. */
async function* fileBytes(
  manifest: ExportManifest,
  file: number,
  range: Range,
  services: ExposureServices,
): AsyncGenerator<Uint8Array> {
  const { region, start, padding } = manifest;
  const pages = (part: 'keys' | 'revised') => windowKeys(part, manifest, range, services);
  const head = { region, start, end: endOf(manifest, file), signedBy: currentSigning(manifest).keys };
  const keys = padding === 0 ? pages('keys') : paddedKeys(manifest, range, services);
  yield* exportBin(head, { keys, revised: pages('revised') }, (dropped) => {
    if (dropped > 0)
      services.log.error('Keys that phones would reject were omitted from an export.', {
        region,
        start,
        dropped,
      });
  });
}

const wholeWindow: Range = { from: '' };
/** Maximum number of revised keys used as models for synthetic keys. */
const maximumModels = 1000;

/**
 * The new and synthetic keys of one file. Synthetic keys are modelled on the keys of the entire window, not only of the
 * file. All keys fit into memory, because only windows with few new keys are padded.
 */
async function* paddedKeys(
  manifest: ExportManifest,
  range: Range,
  services: ExposureServices,
): AsyncGenerator<ExportableKey[]> {
  const all = (part: 'keys' | 'revised') => windowKeys(part, manifest, wholeWindow, services);
  const keys = (await Array.fromAsync(all('keys'))).flat();
  const models =
    keys.length > 0 ? keys : shiftToWindow(await take(maximumModels, all('revised')), manifest.start);
  yield padKeys(manifest, keys, models).filter(({ id }) => isWithin(range, id));
}

async function take(maximum: number, pages: KeyPages): Promise<ExportableKey[]> {
  const keys: ExportableKey[] = [];
  for await (const page of pages) {
    keys.push(...page);
    if (keys.length >= maximum) break;
  }
  return keys.slice(0, maximum);
}
