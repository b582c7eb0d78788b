import { z } from 'zod';
import { ConveyorError, type ErrorCode } from '../../errors.ts';
import { attachment } from '../../http/attachment.ts';
import { isNotModified } from '../../http/conditional.ts';
import { contentRange, rangeFor } from '../../http/ranges.ts';
import type { JobServices } from '../services.ts';
import { longestWait, waitSeconds } from '../wait.ts';
import { type Result, resultUrl } from './result.ts';

/** The content types of results. */
export const resultBody = { contentType: ['application/pdf', 'application/zip', 'application/octet-stream'] };

/** Largest result or range in a response body, in bytes: the Functions host buffers what a slow client has not read. */
export const largestInResponse = 16 * 1024 * 1024;

export const waitQuery = z.strictObject({
  wait: waitSeconds.describe(`Seconds to wait for the end of the job, at most ${longestWait}.`),
});

/** A string, for a file has one address only: `00` and `1.0` are no numbers of files. */
export const resultIndex = z.string().meta({ type: 'integer', minimum: 0, description: 'Counted from 0.' });

export const resultHeaders = z.object({
  range: z.string().optional(),
  'if-range': z.string().optional(),
  'if-none-match': z.string().optional(),
});

export const resultResponses = {
  200: {
    description: 'The result.',
    body: resultBody,
    headers: { ETag: 'Strong ETag; a result never changes.', 'Content-Disposition': 'The file name.' },
  },
  206: { description: 'The requested range.', body: resultBody },
  304: { description: 'Not modified.' },
  307: {
    description: 'The result, or the requested range of it, is larger than 16 MiB: fetch it from storage.',
    headers: { Location: 'Storage URL, valid for 15 minutes.' },
  },
} as const;

export const resultErrors = [
  'not_found',
  'gone',
  'job_not_finished',
  'job_failed',
  'job_cancelled',
] as const satisfies ErrorCode[];

/** Responds with a result file or the requested range; more than `largestInResponse` is a redirect to storage. */
export async function resultAnswer(
  found: Result,
  { method, headers }: { method: string; headers: z.output<typeof resultHeaders> },
  services: JobServices,
) {
  const { container, blob, file, etag } = found;
  const cached = { etag, 'accept-ranges': 'bytes', 'cache-control': 'private, max-age=86400, immutable' };
  if (isNotModified(headers['if-none-match'], etag)) return { status: 304, headers: cached } as const;
  const named = { ...cached, 'content-disposition': await attachment(file.name) };
  const { contentType, size } = file;
  // HEAD has no body and ignores Range (RFC 9110 §14.2).
  if (method === 'HEAD')
    return { status: 200, headers: named, contentType, contentLength: size, body: '' } as const;
  const range = rangeFor({ range: headers.range, ifRange: headers['if-range'] }, { size, etag });
  if ((range ? range.end - range.start + 1 : size) > largestInResponse)
    return { status: 307, headers: { location: (await resultUrl(found, services)).url } } as const;

  const part = range ? { offset: range.start, count: range.end - range.start + 1 } : {};
  const body = await services.blobs.get(container, blob, part);
  if (!body) throw new ConveyorError('gone');
  return range
    ? ({ status: 206, headers: { ...named, ...contentRange(range, size) }, contentType, body } as const)
    : ({ status: 200, headers: named, contentType, body } as const);
}
