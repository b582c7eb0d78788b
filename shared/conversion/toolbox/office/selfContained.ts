import { buffer } from 'node:stream/consumers';
import { ConveyorError } from '../../../errors.ts';
import type { EngineFile } from '../../engines/engine.ts';
import { type FormatName, formatOfName } from '../../formats/formats.ts';
import { decodeText } from '../../inputs/textEncoding.ts';
import { type ZipLimits, zipContents } from '../../inputs/zipContents.ts';
import type { Limited, Operation } from '../operation.ts';
import { singleFile } from '../singleFile.ts';
import { NotSelfContained, refuseUnless } from './selfContained/notSelfContained.ts';
import { officeOpenXml } from './selfContained/officeOpenXml.ts';
import { flatOpenDocument, openDocument } from './selfContained/openDocument.ts';

/**
 * Whether a document names nothing outside itself, so that even a LibreOffice that has the machine's files can be given it. Its
 * settings alone don't keep LibreOffice from files: backgrounds, fills, bullets, pictures in SVG and linked pictures in RTF are
 * loaded all the same. So nothing is taken out and hoped to be all; a document with anything in it that is not known to be
 * harmless is not self-contained, and RTF, DOC, XLS and PPT, in which too much could hide, never are.
 * @returns the document, its package made anew of the parts that were looked at; or no file
 */
export const selfContained: Operation<Limited<object>> = async (task) => {
  const file = singleFile(task);
  const look = looks[formatOfName(file.name)?.name ?? 'pdf'];
  try {
    return { files: look ? [{ name: file.name, bytes: await look(file, task.options.limits.zip) }] : [] };
  } catch (error) {
    // What can't be read here, an engine that can't be harmed by it may judge.
    if (error instanceof NotSelfContained || error instanceof ConveyorError) return { files: [] };
    throw error;
  }
};

type Judge = (file: EngineFile, limits: ZipLimits) => Uint8Array | Promise<Uint8Array>;

const looks: Partial<Record<FormatName, Judge>> = {
  ...each(['docx', 'xlsx', 'pptx', 'ppsx'], ({ bytes }, limits) => plainOoxml(bytes, limits, 0)),
  ...each(['odt', 'ods', 'odp'], async ({ bytes }, limits) =>
    zipped(openDocument(await partsOf(bytes, limits))),
  ),
  fodt: ({ bytes }) => {
    flatOpenDocument(bytes);
    return bytes;
  },
  txt: ({ bytes }) => bytes,
  csv: ({ bytes }) => {
    // Formulas begin so, and where cells begin is told by many rules.
    refuseUnless(!decodeText(bytes).includes('='), 'a formula');
    return bytes;
  },
};

function each(names: FormatName[], judge: Judge): Partial<Record<FormatName, Judge>> {
  return Object.fromEntries(names.map((name) => [name, judge]));
}

/** A chart has its numbers in a workbook, and that may have charts: no more is usual. */
const deepest = 2;

async function plainOoxml(bytes: Uint8Array, limits: ZipLimits, depth: number): Promise<Uint8Array> {
  refuseUnless(depth <= deepest, 'documents in documents');
  const parts = await partsOf(bytes, limits);
  return zipped(await officeOpenXml(parts, (inner) => plainOoxml(inner, limits, depth + 1)));
}

function partsOf(bytes: Uint8Array, limits: ZipLimits): Promise<Map<string, Buffer>> {
  return zipContents(bytes, limits, () => true, limits.totalBytes);
}

/** A package of these parts and nothing between them: a reader that takes a ZIP otherwise finds nothing else. */
async function zipped(parts: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const { default: yazl } = await import('yazl');
  const zip = new yazl.ZipFile();
  for (const [path, content] of [...parts].sort(
    ([a], [b]) => Number(b === 'mimetype') - Number(a === 'mimetype'),
  ))
    zip.addBuffer(Buffer.from(content), path, { compress: false });
  zip.end();
  return buffer(zip.outputStream as unknown as AsyncIterable<Uint8Array>);
}
