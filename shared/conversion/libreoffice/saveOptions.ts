import type { FormatName } from '../formats/formats.ts';
import { pdfExportOptions } from './pdfExportOptions.ts';

/**
 * What LibreOffice is told when it saves, by format. CSV: commas, quotes where needed, UTF-8, cells as they are shown, every
 * sheet a file of its own (documented as “Filter Options for CSV Import/Export”).
 */
const perFormat: Partial<Record<FormatName, (options: Readonly<Record<string, unknown>>) => string>> = {
  pdf: pdfExportOptions,
  csv: () => '44,34,76,1,,0,false,false,true,false,false,-1',
  txt: () => 'UTF8',
};

/** The options of LibreOffice's export filter. */
export function saveOptions(to: string, options: Readonly<Record<string, unknown>>): string {
  return perFormat[to as FormatName]?.(options) ?? '';
}
