import type { FormatName } from '../../shared/conversion/formats/formats.ts';
import type { CorpusDocument } from './document.ts';
import { objectDocuments } from './features/objectDocuments.ts';
import { openText } from './features/openText.ts';
import { pageContent } from './features/pageContent.ts';
import { richText } from './features/richText.ts';
import { sheetContent } from './features/sheetContent.ts';
import { sheetXmlContent } from './features/sheetXml.ts';
import { slideText } from './features/slideText.ts';
import { wordText } from './features/wordText.ts';

/** The target formats of each format. */
export const targetsOf: Partial<Record<FormatName, readonly FormatName[]>> = {
  docx: ['pdf', 'odt', 'doc', 'rtf', 'html', 'txt'],
  odt: ['pdf', 'docx', 'doc', 'rtf', 'html', 'txt'],
  rtf: ['pdf', 'docx', 'odt', 'txt'],
  xlsx: ['pdf', 'ods', 'xls', 'html', 'csv', 'txt'],
  ods: ['pdf', 'xlsx', 'xls', 'html', 'csv', 'txt'],
  xls: ['pdf', 'ods', 'xlsx', 'html', 'csv', 'txt'],
  pptx: ['pdf', 'odp', 'ppt', 'html', 'txt'],
  odp: ['pdf', 'pptx', 'ppt', 'html', 'txt'],
  html: ['pdf'],
  md: ['pdf', 'html'],
};

export const corpus: readonly CorpusDocument[] = [
  ...objectDocuments,
  ...wordText,
  ...openText,
  ...richText,
  ...sheetContent,
  ...sheetXmlContent,
  ...slideText,
  ...pageContent,
];
