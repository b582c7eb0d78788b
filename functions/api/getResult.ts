import { Readable } from 'node:stream';
import { z } from 'zod';
import { ConveyorError } from '../../shared/errors.ts';
import { attachment } from '../../shared/http/attachment.ts';
import { isNotModified } from '../../shared/http/conditional.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { contentRange, rangeFor } from '../../shared/http/ranges.ts';
import { result } from '../../shared/jobs/result.ts';

const bytes = { contentType: ['application/pdf', 'application/octet-stream'] };

export const getResult = endpoint({
  name: 'getResult',
  method: 'GET',
  route: 'v1/jobs/{id}/result',
  summary: 'Fetch the result of a job',
  description: 'Streams the bytes; ranges and conditional requests are answered.',
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
  },
  errors: ['not_found', 'gone', 'job_not_finished', 'job_failed', 'job_cancelled', 'range_not_satisfiable'],
  handler: async ({ params, query, headers, caller }, services) => {
    const { container, blob, file, etag } = await result(params.id, query.wait, caller, services);
    const about = { etag, 'accept-ranges': 'bytes', 'cache-control': 'private, max-age=86400, immutable' };
    if (isNotModified(headers['if-none-match'], etag)) return { status: 304, headers: about };
    const range = rangeFor({ range: headers.range, ifRange: headers['if-range'] }, { size: file.size, etag });
    const opened = await services.blobs.open(
      container,
      blob,
      range?.start ?? 0,
      range && range.end - range.start + 1,
    );
    if (!opened) throw new ConveyorError('gone');
    const body = Readable.from(opened.stream);
    const named = { ...about, 'content-disposition': await attachment(file.name) };
    const facts = { contentType: file.contentType, contentLength: opened.length, body };
    return range
      ? { status: 206, headers: { ...named, ...contentRange(range, file.size) }, ...facts }
      : { status: 200, headers: named, ...facts };
  },
});
