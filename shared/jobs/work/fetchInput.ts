import { formatList, formatOfName } from '../../conversion/formats/formats.ts';
import { ConveyorError } from '../../errors.ts';
import { sanitiseFileName } from '../../http/sanitiseFileName.ts';
import type { JobInput } from '../record.ts';
import type { JobServices } from '../services.ts';
import { type InputHeaders, lastSegment } from '../submission/sources.ts';

export interface FetchedInput {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

/** Client errors after which the same request may succeed later. */
const transientStatuses: ReadonlySet<number> = new Set([408, 425, 429]);
/** Server errors that a retry cannot fix: the server does not support the request (RFC 9110, 15.6). */
const permanentStatuses: ReadonlySet<number> = new Set([501, 505]);
const isTransient = (status: number) =>
  transientStatuses.has(status) || (status >= 500 && !permanentStatuses.has(status));

/**
 * Fetches an input from the URL that the caller gave, within `seconds`.
 * @throws ConveyorError `fetch_failed` (a retry may succeed), `fetch_refused` (no retry can succeed), `fetch_too_large`,
 *   `address_not_allowed`
 */
export async function fetchInput(
  {
    name,
    named,
    url,
    headers: own = {},
  }: JobInput & { url: string; headers?: InputHeaders[number] | undefined },
  { maximumBytes, seconds, signal }: { maximumBytes: number; seconds: number; signal: AbortSignal },
  { outbound }: Pick<JobServices, 'outbound'>,
): Promise<FetchedInput> {
  const answer = await outbound.fetch(url, { headers: own, maximumBytes, seconds, signal });
  const { status, headers, bytes } = answer;
  // A part of the file (206), which the caller's headers can ask for, is not the input.
  if (status < 200 || status > 299 || status === 206)
    throw new ConveyorError(isTransient(status) ? 'fetch_failed' : 'fetch_refused', {
      detail: `The URL answered with status ${status}.`,
    });
  const contentType = (headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const file = named ? name : await nameOf(headers, answer.url, name);
  return {
    name: formatOfName(file) || named ? file : withExtension(file, contentType),
    contentType: formatOfName(file)?.contentType ?? (contentType || 'application/octet-stream'),
    bytes,
  };
}

/** The name from `Content-Disposition`; otherwise from the last URL after redirects; otherwise from the first URL. */
async function nameOf(headers: Headers, url: string, name: string): Promise<string> {
  const { parse } = await import('content-disposition');
  const disposition = headers.get('content-disposition');
  try {
    const given = disposition === null ? undefined : parse(disposition).parameters.filename;
    if (given) return sanitiseFileName(given);
  } catch {
    // A malformed header counts as absent.
  }
  const last = sanitiseFileName(lastSegment(url));
  return formatOfName(last) ? last : name;
}

/** The URL of a page rarely has an extension: derives one from the content type. */
function withExtension(name: string, contentType: string): string {
  const format = formatList.find((each) => each.contentType === contentType);
  return format ? `${name}.${format.extensions[0]}` : name;
}
