import { z } from 'zod';
import { listManifests } from '../../../shared/exposure/export/listManifests.ts';
import { manifestView, viewOf } from '../../../shared/exposure/export/manifestView.ts';
import { regionId } from '../../../shared/exposure/region.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';

export const listExports = endpoint({
  name: 'listExports',
  method: 'GET',
  route: 'v1/admin/exports',
  summary: 'List exports',
  description:
    'Lists the exported windows of a region, newest first. `next` is the URL of the next page; the last page has none.',
  tag: 'exports',
  auth: operators('reader'),
  query: z.strictObject({
    region: regionId,
    limit: z.coerce.number().int().min(1).max(100).default(20).describe('Windows per page.'),
    before: z.coerce
      .number()
      .int()
      .min(0)
      .optional()
      .describe('Start of the last window of the previous page, Unix seconds.'),
  }),
  responses: {
    200: {
      description: 'A page of exports.',
      body: z
        .object({ exports: z.array(manifestView), next: z.string().optional() })
        .meta({ id: 'ExportPage' }),
    },
  },
  handler: async ({ query }, services) => {
    const { manifests, next } = await listManifests(query, services);
    const parameters = { region: query.region, limit: String(query.limit), before: String(next) };
    return {
      status: 200,
      body: {
        exports: manifests.map(viewOf),
        ...(next !== undefined && { next: `/v1/admin/exports?${new URLSearchParams(parameters)}` }),
      },
    };
  },
});
