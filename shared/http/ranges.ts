import { ConveyorError } from '../errors.ts';

/** A byte range; `start` and `end` are inclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Parses a `Range` header (RFC 9110 §14.2). Returns undefined, which means the complete content, if the header is absent,
 * malformed, in another unit or has several ranges; a server may ignore these.
 *
 * range-parser finds `bytes=5-1` unsatisfiable, but it is invalid, and a server ignores it (§14.1.1).
 * @param size Length of the complete content, in bytes.
 * @throws ConveyorError `range_not_satisfiable` for a range outside the content.
 */
export function parseRange(range: string | undefined, size: number): ByteRange | undefined {
  const match = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(range ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return undefined;

  if (first === '') {
    const suffix = Number(last);
    if (suffix === 0 || size === 0) throw unsatisfiable(size);
    return { start: Math.max(0, size - suffix), end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return undefined;
  if (start >= size) throw unsatisfiable(size);
  return { start, end };
}

/**
 * The range of a conditional request (RFC 9110 §13.1.5). If `If-Range` does not equal the current strong entity tag, the
 * result is undefined: the complete content is sent. A date never matches.
 */
export function rangeFor(
  headers: { range?: string | undefined; ifRange?: string | undefined },
  { size, etag }: { size: number; etag: string },
): ByteRange | undefined {
  const { range, ifRange } = headers;
  if (ifRange !== undefined && (ifRange.trim() !== etag || etag.startsWith('W/'))) return undefined;
  return parseRange(range, size);
}

/** The headers of a 206 response, apart from `Content-Length`, which endpoint() sets. */
export function contentRange({ start, end }: ByteRange, size: number): { 'content-range': string } {
  return { 'content-range': `bytes ${start}-${end}/${size}` };
}

function unsatisfiable(size: number): ConveyorError {
  return new ConveyorError('range_not_satisfiable', { headers: { 'content-range': `bytes */${size}` } });
}
