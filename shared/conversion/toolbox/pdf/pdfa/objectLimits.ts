import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFString,
} from '@cantoo/pdf-lib';
import type { Part } from './check.ts';
import { notPossible } from './notPossible.ts';
import { filtersOf, has, nameOf } from './objects.ts';

/** Filters of ISO 32000-1, table 6, that PDF/A allows. */
const filters = [
  'ASCIIHexDecode',
  'ASCII85Decode',
  'FlateDecode',
  'RunLengthDecode',
  'CCITTFaxDecode',
  'JBIG2Decode',
  'DCTDecode',
  'JPXDecode',
];
/** Actions that are forbidden everywhere (ISO 19005-2, 6.5.1). */
const forbiddenActions = [
  'JavaScript',
  'Launch',
  'ImportData',
  'ResetForm',
  'Rendition',
  'GoTo3DView',
  'SetOCGState',
];

/** Limits of each part (PDF Reference 1.4, appendix C; ISO 32000-1, annex C). */
const limits = {
  1: { real: 32_767, text: 65_535, items: 8_191, keys: 4_095 },
  2: { real: 3.403e38, text: 32_767, items: Infinity, keys: Infinity },
  3: { real: 3.403e38, text: 32_767, items: Infinity, keys: Infinity },
} as const;

/**
 * Checks every object of the written document for limits and for forbidden content, independent of its use.
 * @throws DocumentRefused `pdfa_not_possible`
 */
export function checkObjects({ context }: PDFDocument, part: Part): void {
  const objects = context.enumerateIndirectObjects();
  if (objects.length > 8_388_607) throw notPossible('it has too many objects');
  for (const [, object] of objects) checkObject(object, part);
}

function checkObject(object: PDFObject, part: Part): void {
  const { real, text, items, keys } = limits[part];
  if (object instanceof PDFNumber) {
    const value = object.asNumber();
    const limit = Number.isInteger(value) ? 2_147_483_647 : real;
    if (Math.abs(value) > limit) throw notPossible('it has a number that is too large');
  } else if (object instanceof PDFString || object instanceof PDFHexString) {
    if (object.asBytes().length > text) throw notPossible('it has a text that is too long');
  } else if (object instanceof PDFName) checkName(object);
  else if (object instanceof PDFArray) {
    if (object.size() > items) throw notPossible(`it has a list that is too long for PDF/A-${part}`);
    for (const each of object.asArray()) checkObject(each, part);
  } else if (object instanceof PDFDict) checkDict(object, part, keys);
  else if (object instanceof PDFRawStream) {
    checkDict(object.dict, part, keys);
    checkStream(object.dict);
  }
}

function checkDict(dict: PDFDict, part: Part, maximumKeys: number): void {
  if (dict.keys().length > maximumKeys)
    throw notPossible(`it has a dictionary that is too large for PDF/A-${part}`);
  // Structure elements also have a key S, with arbitrary names.
  const isAction = !has(dict, 'P') && !has(dict, 'K') && forbiddenActions.includes(nameOf(dict, 'S') ?? '');
  if (isAction) throw notPossible('it has a forbidden action that could not be removed');
  if (part < 3 && has(dict, 'EF')) throw notPossible('it has attached files, which only PDF/A-3 allows');
  for (const [key, value] of dict.entries()) {
    checkName(key);
    checkObject(value, part);
  }
}

function checkStream(dict: PDFDict): void {
  if (['F', 'FFilter', 'FDecodeParms'].some((key) => has(dict, key)))
    throw notPossible('it has a stream in another file');
  for (const filter of filtersOf(dict))
    if (!filters.includes(filter))
      throw notPossible('it has a stream with a filter that PDF/A does not allow');
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function checkName(name: PDFName): void {
  const bytes = name.asBytes();
  if (bytes.length > 127) throw notPossible('it has a name that is too long');
  try {
    utf8.decode(bytes);
  } catch (cause) {
    throw Object.assign(notPossible('it has a name in an unknown encoding'), { cause });
  }
}
