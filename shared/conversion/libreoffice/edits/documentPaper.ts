import type { FormatName } from '../../formats/formats.ts';
import { isOle2, ole2Streams } from '../../inputs/ole2Streams.ts';
import { workbookOf, xlsRecord, xlsRecords } from '../../inputs/xlsRecords.ts';
import { selectedParts } from '../../inputs/zipContents.ts';
import { standardPaper } from '../../paper.ts';
import type { PageOptions } from '../../steps/options/pageOptions.ts';
import { paperOf } from '../../steps/options/paper.ts';
import { isCsv } from '../sheets/csvText.ts';

type Options = Readonly<Record<string, unknown>>;

/** A size of paper in inches, in portrait. */
export interface PaperSize {
  width: number;
  height: number;
}

/** The paper that options define, and whether they override the document's own. */
export function requestedPaper(options: Options): PaperSize & { overrides: boolean } {
  const { width, height } = paperOf(options as Partial<PageOptions>);
  return { width, height, overrides: options.paperWidth !== undefined || options.paperHeight !== undefined };
}

/** LibreOffice's own paper, for a document that names none. */
const ownPaper = 'Letter';

/**
 * Whether the paper of a printed document must be set: the options override it, or it names none. Sheets of an XLSX, a CSV and a text
 * are exceptions, and a DOCX or RTF that names none: they get their paper before LibreOffice reads them.
 */
export async function mustSetPaper(bytes: Uint8Array, from: FormatName, options: Options): Promise<boolean> {
  if (requestedPaper(options).overrides) return !isCsv(from) && from !== 'txt';
  if ((options.defaultPaper ?? standardPaper) === ownPaper) return false;
  return (await lacksPaper[from]?.(bytes)) ?? false;
}

/** Bytes of a part that are searched. */
const searchedBytes = 64 * 1024 ** 2;

const lacksIn =
  (parts: RegExp, paper: RegExp) =>
  async (bytes: Uint8Array): Promise<boolean> => {
    const selected = await selectedParts(bytes, (name) => parts.test(name), searchedBytes);
    return ![...selected.parts.values()].some((content) => paper.test(content.toString('latin1')));
  };
const openDocument = lacksIn(/^(styles|content)\.xml$/, /[\s:]page-width\s*=/);
const inText = (paper: RegExp) => async (bytes: Uint8Array) =>
  !paper.test(Buffer.from(bytes).toString('latin1'));

/** Whether a document names no paper, by format. A DOC always does. */
const lacksPaper: Partial<Record<FormatName, (bytes: Uint8Array) => Promise<boolean>>> = {
  odt: openDocument,
  ods: openDocument,
  fodt: inText(/[\s:]page-width\s*=/),
  doc: async (bytes) => !isOle2(bytes),
  xls: async (bytes) => !isOle2(bytes) || lacksSetup(bytes),
};

/** The record Setup of a sheet, and its flag of a setup without paper ([MS-XLS] 2.4.257). */
const setup = { type: 0x00a1, flags: 10, noPaper: 0x0004 };

/** Whether no sheet of an XLS names a paper. */
function lacksSetup(bytes: Uint8Array): boolean {
  const workbook = workbookOf(ole2Streams(bytes));
  const sheets = [...xlsRecords(workbook)].filter(({ type }) => type === xlsRecord.boundSheet);
  return !sheets.some(({ data }) =>
    xlsRecords(workbook, data.readUInt32LE(0)).some(
      (record) =>
        record.type === setup.type &&
        (record.data.length <= setup.flags || (record.data.readUInt16LE(setup.flags) & setup.noPaper) === 0),
    ),
  );
}
