import { ConveyorError } from '../../../errors.ts';
import type { NamedFile } from '../../files.ts';
import { type FormatName, formatOfName } from '../../formats/formats.ts';
import { isOle2 } from '../../inputs/ole2Streams.ts';
import { pageText } from '../../inputs/pageEncoding.ts';
import { selectedParts } from '../../inputs/zipContents.ts';
import type { ConversionWarning } from '../../warnings.ts';
import type { Operation } from '../operation.ts';
import { singleFile } from '../singleFile.ts';
import { rtfInventory, xlsInventory } from './binaryInventory.ts';
import { docInventory } from './docInventory.ts';
import { lossWarnings } from './lossWarnings.ts';
import type { Inventory } from './objects.ts';
import { openInventory, openParts } from './openInventory.ts';
import { PackageParts } from './packageParts.ts';
import { pptInventory } from './pptInventory.ts';
import { sheetInventory, sheetParts } from './sheetInventory.ts';
import { slideInventory, slideParts } from './slideInventory.ts';
import { spreadsheetXmlInventory } from './spreadsheetXmlInventory.ts';
import { wordInventory, wordParts } from './wordInventory.ts';

/** The target format, and the option that shows comments. */
export interface InventoryOptions {
  to: FormatName;
  /** Whether comments become annotations of a PDF. */
  exportNotes?: boolean | undefined;
}

/**
 * Warns of the objects of an office document that its conversion loses, and of resources that it does not load.
 * @returns no file. A document that cannot be read here is left to the engine that converts it, with a warning.
 */
export const takeInventory: Operation<InventoryOptions> = async (task) => {
  const file = singleFile(task);
  const { to, exportNotes } = task.options;
  const from = formatOfName(file.name)?.name ?? to;
  const read = readers[from];
  if (!read) return { files: [], warnings: [] };
  // A picture of the PDF shows only the icon of a comment.
  const showsComments = to === 'pdf' && exportNotes === true;
  try {
    return { files: [], warnings: lossWarnings(await read(file), from, to, showsComments) };
  } catch (error) {
    if (error instanceof ConveyorError || error instanceof RangeError)
      return { files: [], warnings: [notSearched] };
    throw error;
  }
};

const notSearched: ConversionWarning = {
  code: 'losses_unknown',
  detail: 'The document is damaged, and was not searched for objects that the result lacks.',
};

type Reader = (file: NamedFile) => Promise<Inventory>;

/** Limit in bytes of each part that is read. */
const partBytes = 16 * 1024 ** 2;

const package_ =
  (pattern: RegExp, read: (parts: PackageParts) => Inventory): Reader =>
  async ({ bytes }) => {
    const { names, parts } = await selectedParts(bytes, (name) => pattern.test(name), partBytes);
    const cutOff = [...parts].flatMap(([path, part]) => (part.length >= partBytes ? [path] : []));
    return { ...read(new PackageParts(names, parts)), cutOff };
  };
const openPackage = package_(openParts, (parts) =>
  openInventory(parts.xml('content.xml'), parts.xml('META-INF/manifest.xml')),
);

const readers: Partial<Record<FormatName, Reader>> = {
  docx: package_(wordParts, wordInventory),
  xlsx: package_(sheetParts, sheetInventory),
  pptx: package_(slideParts, slideInventory),
  ppsx: package_(slideParts, slideInventory),
  odt: openPackage,
  ods: openPackage,
  odp: openPackage,
  fodt: async ({ bytes }) => openInventory(Buffer.from(bytes).toString('utf8'), ''),
  xls: async ({ bytes }) =>
    isOle2(bytes) ? xlsInventory(bytes) : spreadsheetXmlInventory(await pageText(bytes)),
  // A DOC can be HTML, which has no such objects.
  doc: async ({ bytes }) => (isOle2(bytes) ? docInventory(bytes) : { objects: [], links: [] }),
  ppt: async ({ bytes }) => pptInventory(bytes),
  rtf: async ({ bytes }) => rtfInventory(bytes),
};
