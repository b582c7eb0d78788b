import { ConveyorError } from '../errors.ts';

/** Bytes to send: from `start`, up to and with `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The range that a request asks for (RFC 9110 §14.2), or undefined for the whole: no `Range`, another unit, several ranges,
 * or one that isn't well-formed, which a server may ignore.
 * @param size Length of the whole, in bytes.
 * @throws ConveyorError `range_not_satisfiable` for one that lies outside.
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
 * The range of a conditional request (RFC 9110 §13.1.5): with an `If-Range` that doesn't name the present state by its
 * strong entity tag, the whole is sent. Dates are never a strong validator here.
 */
export function rangeFor(
  headers: { range?: string | undefined; ifRange?: string | undefined },
  { size, etag }: { size: number; etag: string },
): ByteRange | undefined {
  const { range, ifRange } = headers;
  if (ifRange !== undefined && (ifRange.trim() !== etag || etag.startsWith('W/'))) return undefined;
  return parseRange(range, size);
}

/** The headers of a 206 answer; `Content-Length` is written by endpoint(). */
export function contentRange({ start, end }: ByteRange, size: number): { 'content-range': string } {
  return { 'content-range': `bytes ${start}-${end}/${size}` };
}

function unsatisfiable(size: number): ConveyorError {
  return new ConveyorError('range_not_satisfiable', { headers: { 'content-range': `bytes */${size}` } });
}
