import { ConveyorError } from '../../../errors.ts';
import type { NamedFile } from '../../files.ts';
import { type FormatName, formatOfName } from '../../formats/formats.ts';
import { decodeText } from '../../inputs/textEncoding.ts';
import { zipContents } from '../../inputs/zipContents.ts';
import { zipParts } from '../../inputs/zipParts.ts';
import type { ZipLimits } from '../../limits.ts';
import type { Limited, Operation } from '../operation.ts';
import { singleFile } from '../singleFile.ts';
import { NotSelfContained, refuseUnless } from './selfContained/notSelfContained.ts';
import { officeOpenXml } from './selfContained/officeOpenXml.ts';
import { flatOpenDocument, openDocument } from './selfContained/openDocument.ts';

/**
 * Checks whether a document refers to nothing outside itself, so that a native LibreOffice, which can read the machine's
 * files, may open it. LibreOffice's settings do not prevent all access: it loads backgrounds, fills, bullets, images in SVG
 * and linked images in RTF despite them. Removing known references might miss some, so this is an allow-list: a document
 * with anything that is not known to be harmless is not self-contained. RTF, DOC, XLS and PPT never are.
 * @returns the document, repacked from the checked parts; or no file
 */
export const selfContained: Operation<Limited<object>> = async (task) => {
  const file = singleFile(task);
  const check = checks[formatOfName(file.name)?.name ?? 'pdf'];
  try {
    return { files: check ? [{ name: file.name, bytes: await check(file, task.options.limits.zip) }] : [] };
  } catch (error) {
    // A document that cannot be read here is left to the isolated engine.
    if (error instanceof NotSelfContained || error instanceof ConveyorError) return { files: [] };
    throw error;
  }
};

type Check = (file: NamedFile, limits: ZipLimits) => Uint8Array | Promise<Uint8Array>;

const checks: Partial<Record<FormatName, Check>> = {
  ...each(['docx', 'xlsx', 'pptx', 'ppsx'], ({ bytes }, limits) => plainOoxml(bytes, limits, 0)),
  ...each(['odt', 'ods', 'odp'], async ({ bytes }, limits) =>
    zipParts(openDocument(await partsOf(bytes, limits))),
  ),
  fodt: ({ bytes }) => {
    flatOpenDocument(bytes);
    return bytes;
  },
  txt: ({ bytes }) => bytes,
  csv: async ({ bytes }) => {
    // `=` starts a formula. Where cells start depends on the separator, so any `=` counts.
    refuseUnless(!(await decodeText(bytes)).includes('='), 'a formula');
    return bytes;
  },
};

function each(names: FormatName[], check: Check): Partial<Record<FormatName, Check>> {
  return Object.fromEntries(names.map((name) => [name, check]));
}

/** Nesting limit of embedded documents: a chart embeds a workbook, which may contain charts. */
const maximumDepth = 2;

/** Repacks the parts. The ZIP contains no other bytes that a different ZIP reader could find. */
async function plainOoxml(bytes: Uint8Array, limits: ZipLimits, depth: number): Promise<Uint8Array> {
  refuseUnless(depth <= maximumDepth, 'documents in documents');
  const parts = await partsOf(bytes, limits);
  return zipParts(await officeOpenXml(parts, (inner) => plainOoxml(inner, limits, depth + 1)));
}

function partsOf(bytes: Uint8Array, limits: ZipLimits): Promise<Map<string, Buffer>> {
  return zipContents(bytes, limits, () => true, limits.totalBytes);
}
