import { z } from 'zod';
import { ConveyorError } from '../../shared/errors.ts';
import { fileNamePattern, kinds, pathOf } from '../../shared/exposure/export/names.ts';
import { regionId } from '../../shared/exposure/region.ts';
import { isNotModified } from '../../shared/http/conditional.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { contentRange, rangeFor } from '../../shared/http/ranges.ts';

const bytes = { contentType: Object.values(kinds).map(({ contentType }) => contentType) };
const headers = {
  ETag: 'Version of the file.',
  'Cache-Control': '`no-cache` for an index; `immutable` for a ZIP.',
};

export const getExport = endpoint({
  name: 'getExport',
  method: 'GET',
  route: 'v1/exports/{region}/{file}',
  summary: 'Download an export file',
  description:
    'The files that phones download: `index.txt` (paths, oldest first), `list.json`, and the ZIPs listed in them. In Azure a CDN serves them from storage.',
  tag: 'exports',
  auth: 'none',
  params: z.object({
    region: z.string().meta({ description: 'Code of the region, such as `440`.' }),
    file: z.string().meta({ description: '`index.txt`, `list.json`, or the name of a ZIP.' }),
  }),
  headers: z.object({
    range: z.string().optional(),
    'if-range': z.string().optional(),
    'if-none-match': z.string().optional(),
  }),
  responses: {
    200: { description: 'The file.', body: bytes, headers },
    206: { description: 'The requested range.', body: bytes },
    304: { description: 'The cached file is current.' },
  },
  errors: ['not_found', 'range_not_satisfiable'],
  handler: async ({ params, headers: requestHeaders, request }, { exports }) => {
    if (!regionId.safeParse(params.region).success || !fileNamePattern.test(params.file))
      throw new ConveyorError('not_found');
    const path = pathOf(params.region, params.file);
    const file = await exports.head(path);
    if (!file) throw new ConveyorError('not_found');
    const { size, etag, contentType, cacheControl, lastModified } = file;
    const responseHeaders = {
      etag,
      'accept-ranges': 'bytes',
      'cache-control': cacheControl,
      'last-modified': lastModified.toUTCString(),
    };
    if (isNotModified(requestHeaders['if-none-match'], etag))
      return { status: 304, headers: responseHeaders };
    if (request.method === 'HEAD')
      return { status: 200, headers: responseHeaders, contentType, contentLength: size, body: '' };

    const range = rangeFor(
      { range: requestHeaders.range, ifRange: requestHeaders['if-range'] },
      { size, etag },
    );
    const part = range ? { offset: range.start, count: range.end - range.start + 1 } : {};
    const open = await exports.open(path, { ...part, etag });
    // The index was rewritten since `head`, so its ETag no longer matches. A retry gets the new one.
    if (!open) throw new ConveyorError('unavailable', { headers: { 'retry-after': '1' } });
    return range
      ? {
          status: 206,
          headers: { ...responseHeaders, ...contentRange(range, size) },
          contentType,
          contentLength: range.end - range.start + 1,
          body: open.body,
        }
      : { status: 200, headers: responseHeaders, contentType, contentLength: size, body: open.body };
  },
});
