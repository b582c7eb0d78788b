import { DocumentRefused } from '../engines/engine.ts';
import type { FormatName } from '../formats/formats.ts';
import { LastRow } from './lastRow.ts';
import { isOle2, ole2Streams } from './ole2Streams.ts';
import { workbookOf, xlsRecord, xlsRecords } from './xlsRecords.ts';
import { unlimitedZip, zipContents } from './zipContents.ts';

/** The properties of a spreadsheet that LibreOffice prints incorrectly. */
export interface SheetTraits {
  hidden: boolean;
  printArea: boolean;
  /** A sheet was saved scrolled, so its first cell was not visible. */
  scrolled: boolean;
  /** A sheet of an XLSX has no page setup, and so names no paper. */
  paperless: boolean;
  /** The last row with content, as far as it is apparent from the numbers (OOXML) or repetitions (OpenDocument) of rows. */
  lastRow: number;
}

type Searched = 'hidden' | 'printArea' | 'scrolled';

/** The XML of each trait in SpreadsheetML (ECMA-376 part 1, 18.2.19, 18.2.5, 18.3.1.87) and in OpenDocument. */
const patterns: Readonly<Record<Searched, RegExp>> = {
  hidden:
    /<(?:\w+:)?sheet(?=\s)(?:[^<>"']|"[^"<]*"|'[^'<]*')*\sstate\s*=\s*["'](?:veryH|h)idden|<[\w.-]+:table-properties\s[^<>]*:display\s*=\s*["']false/,
  printArea: /_xlnm\.Print_Area|:print-ranges\s*=/,
  scrolled: /<(?:\w+:)?sheetView\s[^<>]*topLeftCell\s*=/,
};
const worksheet = /^xl\/worksheets\/[^/]+\.xml$/;
const searchedParts = /^(content|styles)\.xml$|^xl\/.*\.xml$/;

const noTraits: SheetTraits = {
  hidden: false,
  printArea: false,
  scrolled: false,
  paperless: false,
  lastRow: 0,
};

/** The traits of a spreadsheet. @throws DocumentRefused `corrupt_file` */
export async function sheetTraits(bytes: Uint8Array, format: FormatName): Promise<SheetTraits> {
  try {
    return await (format === 'xls' ? traitsOfXls(bytes) : traitsOfPackage(bytes, format));
  } catch (cause) {
    throw new DocumentRefused('corrupt_file', { cause });
  }
}

async function traitsOfPackage(bytes: Uint8Array, format: FormatName): Promise<SheetTraits> {
  const found: SheetTraits = { ...noTraits };
  if (format !== 'xlsx' && format !== 'ods') return found;
  const setups = new Map<string, boolean>();
  await zipContents(
    bytes,
    unlimitedZip,
    () => false,
    0,
    (path) => {
      if (!searchedParts.test(path)) return undefined;
      if (worksheet.test(path)) setups.set(path, false);
      return searchChunks(found, (text) => {
        if (setups.get(path) === false) setups.set(path, /<(?:\w+:)?pageSetup[\s/>]/.test(text));
      });
    },
  );
  return { ...found, paperless: [...setups.values()].includes(false) };
}

/** The longest tag or name that is found across two chunks. */
const overlap = 4096;

function searchChunks(found: SheetTraits, also: (text: string) => void): (chunk: Buffer) => void {
  const rows = new LastRow();
  let tail = '';
  return (chunk) => {
    const text = tail + chunk.toString('latin1').replaceAll('\0', '');
    for (const trait of Object.keys(patterns) as Searched[]) found[trait] ||= patterns[trait].test(text);
    also(text);
    found.lastRow = Math.max(found.lastRow, rows.add(text, tail.length));
    tail = text.slice(-overlap);
  };
}

/** The flag of a built-in name, and the code of the built-in name for a print area ([MS-XLS] 2.4.150). */
const builtIn = { flag: 0x20, printArea: 0x06 };

/** LibreOffice prints a scrolled XLS correctly. An encrypted XLS cannot be read here and may have both other traits. */
function traitsOfXls(bytes: Uint8Array): SheetTraits {
  const found: SheetTraits = { ...noTraits };
  if (!isOle2(bytes)) return found;
  const workbook = workbookOf(ole2Streams(bytes));
  for (const { type, data } of xlsRecords(workbook)) {
    if (type === xlsRecord.filePass) return { ...noTraits, hidden: true, printArea: true };
    if (type === xlsRecord.boundSheet) found.hidden ||= (data.readUInt8(4) & 3) !== 0;
    if (type === xlsRecord.name) found.printArea ||= isPrintArea(data);
  }
  return found;
}

/** The name starts after 14 bytes; since Excel 97 its first byte is its encoding. */
function isPrintArea(data: Buffer): boolean {
  return (data.readUInt16LE(0) & builtIn.flag) !== 0 && data.subarray(14, 16).includes(builtIn.printArea);
}
