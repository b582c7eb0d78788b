import { formatList, formatOfName } from '../conversion/formats/formats.ts';
import { ConveyorError } from '../errors.ts';
import { harmlessFileName } from '../http/fileName.ts';
import type { Services } from '../services.ts';
import type { JobInput } from './record.ts';
import { lastSegment } from './sources.ts';

/** What was fetched. */
export interface FetchedInput {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

/** Statuses that say of themselves that the same request may succeed later. */
const passing: ReadonlySet<number> = new Set([408, 425, 429]);
/** Those of a server's own failures that don't pass: it can't do at all what it was asked for (RFC 9110, 15.6). */
const lasting: ReadonlySet<number> = new Set([501, 505]);
const mayPass = (status: number) => passing.has(status) || (status >= 500 && !lasting.has(status));

/**
 * Fetches an input from the address that the caller named, in so many seconds.
 * @throws ConveyorError `fetch_failed` (it may answer later), `fetch_refused` (it never will), `fetch_too_large`, `address_not_allowed`
 */
export async function fetchInput(
  { name, named, url }: JobInput & { url: string },
  { maximumBytes, seconds, signal }: { maximumBytes: number; seconds: number; signal: AbortSignal },
  { outbound }: Services,
): Promise<FetchedInput> {
  const answer = await outbound.fetch(url, { maximumBytes, seconds, signal });
  const { status, headers, bytes } = answer;
  if (status < 200 || status > 299)
    throw new ConveyorError(mayPass(status) ? 'fetch_failed' : 'fetch_refused', {
      detail: `The address answered with the status ${status}.`,
    });
  const contentType = (headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const file = named ? name : await nameOf(headers, answer.url, name);
  return {
    name: formatOfName(file) || named ? file : withExtension(file, contentType),
    contentType: formatOfName(file)?.contentType ?? (contentType || 'application/octet-stream'),
    bytes,
  };
}

/** What the server calls it; else what the last address of the redirects is called, or the first. */
async function nameOf(headers: Headers, url: string, name: string): Promise<string> {
  const { parse } = await import('content-disposition');
  const disposition = headers.get('content-disposition');
  try {
    const given = disposition === null ? undefined : parse(disposition).parameters.filename;
    if (given) return harmlessFileName(given);
  } catch {
    // A header that says nothing.
  }
  const last = harmlessFileName(lastSegment(url));
  return formatOfName(last) ? last : name;
}

/** A page rarely has an extension; then its type says what it is. */
function withExtension(name: string, contentType: string): string {
  const format = formatList.find((each) => each.contentType === contentType);
  return format ? `${name}.${format.extensions[0]}` : name;
}
