import { DocumentRefused } from '../engines/engine.ts';
import type { FormatName } from '../formats/formats.ts';
import { ole2Streams } from './ole2Streams.ts';
import { xlsRecord, xlsRecords } from './xlsRecords.ts';
import { unlimitedZip, zipContents } from './zipContents.ts';

/** The properties of a spreadsheet that LibreOffice prints incorrectly. */
export interface SheetTraits {
  hidden: boolean;
  printArea: boolean;
  /** A sheet was saved with its beginning scrolled out of sight. */
  scrolled: boolean;
}

/** What each trait looks like in XML: in SpreadsheetML (ECMA-376 part 1, 18.2.19, 18.2.5, 18.3.1.87) and in OpenDocument. */
const signs: Readonly<Record<keyof SheetTraits, RegExp>> = {
  hidden:
    /<(?:\w+:)?sheet(?=\s)(?:[^<>"']|"[^"<]*"|'[^'<]*')*\sstate\s*=\s*["'](?:veryH|h)idden|<[\w.-]+:table-properties\s[^<>]*:display\s*=\s*["']false/,
  printArea: /_xlnm\.Print_Area|:print-ranges\s*=/,
  scrolled: /<(?:\w+:)?sheetView\s[^<>]*topLeftCell\s*=/,
};
const parts = /^(content|styles)\.xml$|^xl\/.*\.xml$/;

/** The traits of a spreadsheet. @throws DocumentRefused `corrupt_file` */
export async function sheetTraits(bytes: Uint8Array, format: FormatName): Promise<SheetTraits> {
  try {
    return await (format === 'xls' ? traitsOfXls(bytes) : traitsOfPackage(bytes, format));
  } catch (cause) {
    throw new DocumentRefused('corrupt_file', { cause });
  }
}

async function traitsOfPackage(bytes: Uint8Array, format: FormatName): Promise<SheetTraits> {
  const found: SheetTraits = { hidden: false, printArea: false, scrolled: false };
  if (format !== 'xlsx' && format !== 'ods') return found;
  await zipContents(
    bytes,
    unlimitedZip,
    () => false,
    0,
    (path) => (parts.test(path) ? seek(found) : undefined),
  );
  return found;
}

/** The longest tag or name that is sought across two chunks. */
const overlap = 4096;

function seek(found: SheetTraits): (chunk: Buffer) => void {
  let rest = '';
  return (chunk) => {
    const text = rest + chunk.toString('latin1').replaceAll('\0', '');
    for (const trait of Object.keys(signs) as (keyof SheetTraits)[]) found[trait] ||= signs[trait].test(text);
    rest = text.slice(-overlap);
  };
}

/** A name of a workbook that it has by itself, and which of these is a print area ([MS-XLS] 2.4.150). */
const builtIn = { flag: 0x20, printArea: 0x06 };

/** LibreOffice prints XLS from the first cell on, wherever it was scrolled to. What is encrypted may be anything. */
function traitsOfXls(bytes: Uint8Array): SheetTraits {
  const streams = ole2Streams(bytes);
  const workbook = (streams.get('Workbook') ?? streams.get('Book'))?.content() ?? Buffer.alloc(0);
  const found: SheetTraits = { hidden: false, printArea: false, scrolled: false };
  for (const { type, data } of xlsRecords(workbook)) {
    if (type === xlsRecord.filePass) return { hidden: true, printArea: true, scrolled: false };
    if (type === xlsRecord.boundSheet) found.hidden ||= (data.readUInt8(4) & 3) !== 0;
    if (type === xlsRecord.name) found.printArea ||= isPrintArea(data);
  }
  return found;
}

/** The name begins after 14 bytes, in Excel 97 and later with one that says how it is encoded. */
function isPrintArea(data: Buffer): boolean {
  return (data.readUInt16LE(0) & builtIn.flag) !== 0 && data.subarray(14, 16).includes(builtIn.printArea);
}
