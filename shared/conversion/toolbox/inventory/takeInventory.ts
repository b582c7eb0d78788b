import { ConveyorError } from '../../../errors.ts';
import type { NamedFile } from '../../files.ts';
import { type FormatName, formatOfName } from '../../formats/formats.ts';
import { isOle2 } from '../../inputs/ole2Streams.ts';
import { pageText } from '../../inputs/pageEncoding.ts';
import { selectedParts } from '../../inputs/zipContents.ts';
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
 * @returns no file. A document that cannot be read here is left to the engine that converts it.
 */
export const takeInventory: Operation<InventoryOptions> = async (task) => {
  const file = singleFile(task);
  const { to, exportNotes } = task.options;
  const from = formatOfName(file.name)?.name ?? to;
  const inventory = await readers[from]?.(file).catch((error: unknown) => {
    if (error instanceof ConveyorError || error instanceof RangeError) return undefined;
    throw error;
  });
  // A picture of the PDF shows only the icon of a comment.
  const showsComments = to === 'pdf' && exportNotes === true;
  return { files: [], warnings: inventory ? lossWarnings(inventory, from, to, showsComments) : [] };
};

type Reader = (file: NamedFile) => Promise<Inventory>;

/** Limit in bytes of each part that is read. */
const partBytes = 16 * 1024 ** 2;

const package_ =
  (pattern: RegExp, read: (parts: PackageParts) => Inventory): Reader =>
  async ({ bytes }) => {
    const { names, parts } = await selectedParts(bytes, (name) => pattern.test(name), partBytes);
    return read(new PackageParts(names, parts));
  };
const openPackage: Reader = async ({ bytes }) => {
  const { parts } = await selectedParts(bytes, (name) => openParts.test(name), partBytes);
  const text = (path: string) => parts.get(path)?.toString('utf8') ?? '';
  return openInventory(text('content.xml'), text('META-INF/manifest.xml'));
};

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
  doc: async ({ bytes }) => docInventory(bytes),
  ppt: async ({ bytes }) => pptInventory(bytes),
  rtf: async ({ bytes }) => rtfInventory(bytes),
};
