import type { FormatName } from '../formats/formats.ts';
import { pdfExportOptions } from './pdfExportOptions.ts';

/**
 * Export options by format. CSV (documented as “Filter Options for CSV Import/Export”): commas, quotes where needed, UTF-8,
 * cell values as displayed, one file for each sheet.
 */
const perFormat: Partial<Record<FormatName, (options: Readonly<Record<string, unknown>>) => string>> = {
  pdf: pdfExportOptions,
  csv: () => '44,34,76,1,,0,false,false,true,false,false,-1',
  txt: () => 'UTF8',
};

/** The options of LibreOffice's export filter, or an empty string. */
export function saveOptions(to: string, options: Readonly<Record<string, unknown>>): string {
  return perFormat[to as FormatName]?.(options) ?? '';
}
