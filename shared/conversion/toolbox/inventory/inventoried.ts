import type { FormatName } from '../../formats/formats.ts';

/** Formats whose objects the inventory can list. */
export const inventoried: readonly FormatName[] = [
  'docx',
  'doc',
  'xlsx',
  'xls',
  'pptx',
  'ppsx',
  'ppt',
  'odt',
  'fodt',
  'ods',
  'odp',
  'rtf',
];
