import type { FormatName } from '../../formats/formats.ts';

/** Formats whose objects the inventory can list. */
export const inventoried: readonly FormatName[] = [
  'docx',
  'xlsx',
  'xls',
  'pptx',
  'ppsx',
  'odt',
  'fodt',
  'ods',
  'odp',
  'rtf',
];
