import { z } from 'zod';
import { ConveyorError } from '../../shared/errors.ts';
import { fileNamePattern, kinds, pathOf } from '../../shared/exposure/export/names.ts';
import { regionId } from '../../shared/exposure/region.ts';
import { isNotModified } from '../../shared/http/conditional.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { contentRange, rangeFor } from '../../shared/http/ranges.ts';

const bytes = { contentType: Object.values(kinds).map(({ contentType }) => contentType) };
const headers = {
  ETag: 'Names these bytes.',
  'Cache-Control': 'An index is asked for each time; a ZIP never changes.',
};

export const getExport = endpoint({
  name: 'getExport',
  method: 'GET',
  route: 'v1/exports/{region}/{file}',
  summary: 'Fetch exported keys',
  description:
    'The files that phones fetch: `index.txt` (paths, the oldest first), `list.json`, and the ZIPs that they name. In Azure a CDN answers this from storage.',
  tag: 'exports',
  auth: 'none',
  params: z.object({
    region: z.string().meta({ description: 'The code of the region, as `440`.' }),
    file: z.string().meta({ description: '`index.txt`, `list.json`, or a ZIP that they name.' }),
  }),
  headers: z.object({
    range: z.string().optional(),
    'if-range': z.string().optional(),
    'if-none-match': z.string().optional(),
  }),
  responses: {
    200: { description: 'The file.', body: bytes, headers },
    206: { description: 'The range that was asked for.', body: bytes },
    304: { description: 'You have it already.' },
  },
  errors: ['not_found', 'range_not_satisfiable'],
  handler: async ({ params, headers: asked, request }, { exports }) => {
    if (!regionId.safeParse(params.region).success || !fileNamePattern.test(params.file))
      throw new ConveyorError('not_found');
    const path = pathOf(params.region, params.file);
    const file = await exports.head(path);
    if (!file) throw new ConveyorError('not_found');
    const { size, etag, contentType, cacheControl, lastModified } = file;
    const told = {
      etag,
      'accept-ranges': 'bytes',
      'cache-control': cacheControl,
      'last-modified': lastModified.toUTCString(),
    };
    if (isNotModified(asked['if-none-match'], etag)) return { status: 304, headers: told };
    if (request.method === 'HEAD')
      return { status: 200, headers: told, contentType, contentLength: size, body: '' };

    const range = rangeFor({ range: asked.range, ifRange: asked['if-range'] }, { size, etag });
    const part = range ? { offset: range.start, count: range.end - range.start + 1 } : {};
    const open = await exports.open(path, { ...part, etag });
    // An index that was written since: what it is now, the caller learns by asking again.
    if (!open) throw new ConveyorError('unavailable', { headers: { 'retry-after': '1' } });
    return range
      ? {
          status: 206,
          headers: { ...told, ...contentRange(range, size) },
          contentType,
          contentLength: range.end - range.start + 1,
          body: open.body,
        }
      : { status: 200, headers: told, contentType, contentLength: size, body: open.body };
  },
});
