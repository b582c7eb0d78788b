import type { FormatName } from '../formats/formats.ts';
import { pdfExportOptions } from './pdfExportOptions.ts';

/** Export options by format. */
const perFormat: Partial<Record<FormatName, (options: Readonly<Record<string, unknown>>) => string>> = {
  pdf: pdfExportOptions,
  txt: () => 'UTF8',
};

/** The options of LibreOffice's export filter, or an empty string. */
export function saveOptions(to: string, options: Readonly<Record<string, unknown>>): string {
  return perFormat[to as FormatName]?.(options) ?? '';
}
