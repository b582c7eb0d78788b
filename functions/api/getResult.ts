import { z } from 'zod';
import { ConveyorError } from '../../shared/errors.ts';
import { attachment } from '../../shared/http/attachment.ts';
import { isNotModified } from '../../shared/http/conditional.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { contentRange, rangeFor } from '../../shared/http/ranges.ts';
import { result, resultUrl } from '../../shared/jobs/result.ts';

const bytes = { contentType: ['application/pdf', 'application/octet-stream'] };

/** What is answered whole, in bytes. The platform takes an answer as fast as it comes and holds what a slow reader has not read. */
const largest = 16 * 1024 * 1024;

export const getResult = endpoint({
  name: 'getResult',
  method: 'GET',
  route: 'v1/jobs/{id}/result',
  summary: 'Fetch the result of a job',
  description:
    'Answers the bytes, or the range that is asked for. A result of more than 16 MiB is a redirection to a short-lived URL of storage, which takes ranges too.',
  tag: 'jobs',
  auth: 'device',
  params: z.object({ id: z.string() }),
  query: z.strictObject({
    wait: z.coerce
      .number()
      .int()
      .min(0)
      .max(20)
      .default(0)
      .describe('Seconds to wait for the end of the job, at most 20.'),
  }),
  headers: z.object({
    range: z.string().optional(),
    'if-range': z.string().optional(),
    'if-none-match': z.string().optional(),
  }),
  responses: {
    200: {
      description: 'The result.',
      body: bytes,
      headers: { ETag: 'Names these bytes for ever.', 'Content-Disposition': 'The name of the file.' },
    },
    206: { description: 'The range that was asked for.', body: bytes },
    304: { description: 'You have it already.' },
    307: { description: 'It is large: fetch it there.', headers: { Location: 'Valid for 15 minutes.' } },
  },
  errors: ['not_found', 'gone', 'job_not_finished', 'job_failed', 'job_cancelled', 'range_not_satisfiable'],
  handler: async ({ params, query, headers, caller, request }, services) => {
    const found = await result(params.id, query.wait, caller, services);
    const { container, blob, file, etag } = found;
    const cached = { etag, 'accept-ranges': 'bytes', 'cache-control': 'private, max-age=86400, immutable' };
    if (isNotModified(headers['if-none-match'], etag)) return { status: 304, headers: cached };
    const named = { ...cached, 'content-disposition': await attachment(file.name) };
    const { contentType, size } = file;
    // To HEAD goes no body, and Range says nothing (RFC 9110 §14.2).
    if (request.method === 'HEAD')
      return { status: 200, headers: named, contentType, contentLength: size, body: '' };
    if (size > largest) return { status: 307, headers: { location: (await resultUrl(found, services)).url } };

    const range = rangeFor({ range: headers.range, ifRange: headers['if-range'] }, { size, etag });
    const part = range ? { offset: range.start, count: range.end - range.start + 1 } : {};
    const body = await services.blobs.get(container, blob, part);
    if (!body) throw new ConveyorError('gone');
    return range
      ? { status: 206, headers: { ...named, ...contentRange(range, size) }, contentType, body }
      : { status: 200, headers: named, contentType, body };
  },
});
