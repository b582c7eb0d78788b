import { inflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFBool,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFString,
} from '@cantoo/pdf-lib';
import { DocumentRefused } from '../../../engines/engine.ts';
import { notPossible } from './notPossible.ts';

/** The resolved value of a key; undefined for `null`. */
export function entryOf(dict: PDFDict, key: string): PDFObject | undefined {
  const value = dict.lookup(PDFName.of(key));
  return value?.toString() === 'null' ? undefined : value;
}

export function has(dict: PDFDict, key: string): boolean {
  return entryOf(dict, key) !== undefined;
}

/** A name, decoded. */
export function nameOf(dict: PDFDict, key: string): string | undefined {
  return asName(entryOf(dict, key));
}

export function asName(value: PDFObject | undefined): string | undefined {
  return value instanceof PDFName ? value.decodeText() : undefined;
}

export function numberOf(dict: PDFDict, key: string): number | undefined {
  const value = entryOf(dict, key);
  return value instanceof PDFNumber ? value.asNumber() : undefined;
}

export function isTrue(dict: PDFDict, key: string): boolean {
  const value = entryOf(dict, key);
  return value instanceof PDFBool && value.asBoolean();
}

/** A dictionary, or the dictionary of a stream. */
export function dictOf(dict: PDFDict, key: string): PDFDict | undefined {
  return asDict(entryOf(dict, key));
}

export function asDict(value: PDFObject | undefined): PDFDict | undefined {
  if (value instanceof PDFRawStream) return value.dict;
  return value instanceof PDFDict ? value : undefined;
}

export function streamOf(dict: PDFDict, key: string): PDFRawStream | undefined {
  const value = entryOf(dict, key);
  return value instanceof PDFRawStream ? value : undefined;
}

/** The resolved elements of an array; empty for anything else. */
export function itemsOf(value: PDFObject | undefined): (PDFObject | undefined)[] {
  if (!(value instanceof PDFArray)) return [];
  return Array.from({ length: value.size() }, (_, index) => value.lookup(index));
}

export function numbersOf(value: PDFObject | undefined): number[] {
  return itemsOf(value).map((each) => (each instanceof PDFNumber ? each.asNumber() : Number.NaN));
}

export function isText(value: PDFObject | undefined): value is PDFString | PDFHexString {
  return value instanceof PDFString || value instanceof PDFHexString;
}

export function textOf(dict: PDFDict, key: string): string | undefined {
  const value = entryOf(dict, key);
  return isText(value) ? value.decodeText() : undefined;
}

export function removeKeys(dict: PDFDict, ...keys: string[]): void {
  for (const key of keys) dict.delete(PDFName.of(key));
}

/** The filters of a stream, outermost first. */
export function filtersOf(dict: PDFDict): string[] {
  const value = entryOf(dict, 'Filter');
  if (value === undefined) return [];
  const names = value instanceof PDFArray ? itemsOf(value).map(asName) : [asName(value)];
  return names.map((each) => each ?? '');
}

/** The value of a page's key, which may be inherited. */
export function inheritedBy(page: PDFDict, key: string): PDFObject | undefined {
  let at: PDFDict | undefined = page;
  for (let depth = 0; at && depth < 100; depth++, at = dictOf(at, 'Parent'))
    if (has(at, key)) return at.get(PDFName.of(key));
  return undefined;
}

/** The decoded content of a page, which can repeat a stream, up to the limit of one stream. @throws as `bytesOf` */
export function contentOf(page: PDFDict): Uint8Array {
  const contents = entryOf(page, 'Contents');
  const streams = contents instanceof PDFRawStream ? [contents] : itemsOf(contents);
  let left = maximumBytes;
  return Buffer.concat(
    streams.flatMap((each) => {
      if (!(each instanceof PDFRawStream)) throw notPossible('a page is damaged');
      const bytes = bytesOf(each);
      left -= bytes.length;
      if (left < 0) throw new DocumentRefused('too_large_inside');
      return [bytes, Buffer.from('\n')];
    }),
  );
}

/** All dictionaries of a document, those of its streams and those within other objects included. */
export function* allDicts({ context }: PDFDocument): Generator<PDFDict> {
  const pending: PDFObject[] = context.enumerateIndirectObjects().map(([, object]) => object);
  for (let next = pending.pop(); next; next = pending.pop()) {
    const dict = asDict(next);
    if (dict) yield dict;
    for (const each of dict?.values() ?? (next instanceof PDFArray ? next.asArray() : [])) pending.push(each);
  }
}

/** Limit of a decompressed stream in bytes. */
export const maximumBytes = 128 * 1024 ** 2;

/**
 * Decodes a stream that qpdf has rewritten: only images have other filters than Flate then.
 * @throws DocumentRefused `pdfa_not_possible`, `too_large_inside`, `corrupt_file`
 */
export function bytesOf({ dict, contents }: PDFRawStream): Uint8Array {
  // qpdf writes an empty stream with a filter and without data.
  if (contents.length === 0) return contents;
  let bytes = contents;
  for (const filter of filtersOf(dict)) {
    if (filter !== 'FlateDecode' || itemsOf(entryOf(dict, 'DecodeParms')).length > 0)
      throw notPossible(`a stream uses the filter ${filter || 'unknown'}, which cannot be checked`);
    const predictor = numberOf(dictOf(dict, 'DecodeParms') ?? dict, 'Predictor') ?? 1;
    if (predictor > 1) throw notPossible('a stream uses a predictor, which cannot be checked');
    try {
      bytes = inflateSync(bytes, { maxOutputLength: maximumBytes });
    } catch (cause) {
      const large = (cause as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
      throw new DocumentRefused(large ? 'too_large_inside' : 'corrupt_file', { cause });
    }
  }
  return bytes;
}
