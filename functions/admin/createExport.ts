import { z } from 'zod';
import { askForExport } from '../../shared/exposure/export/askForExport.ts';
import { regionId } from '../../shared/exposure/region.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { jsonBody } from '../../shared/http/jsonBody.ts';

const bodySchema = z
  .strictObject({
    region: regionId.optional().describe('Of this region alone; of all without it.'),
    window: z
      .int()
      .min(0)
      .optional()
      .describe(
        'The start of a window, Unix seconds: what is missing of it is made again. Only with a region.',
      ),
  })
  .refine(({ region, window }) => window === undefined || region !== undefined, 'a window needs its region')
  .meta({ id: 'ExportRequest' });

export const createExport = endpoint({
  name: 'createExport',
  method: 'POST',
  route: 'v1/admin/exports',
  summary: 'Export now',
  description:
    'Exports what is due without waiting for the timer, or looks at one window again. Files that are there stay as they are. It is done in the background: see the list of exports.',
  tag: 'exports',
  auth: 'operator',
  body: jsonBody(bodySchema, {
    optional: true,
    examples: { due: {}, window: { region: '440', window: 1_767_225_600 } },
  }),
  responses: { 202: { description: 'It will be done.' } },
  errors: ['not_found', 'conflict'],
  handler: async ({ body = {} }, services) => {
    const { region, window } = body;
    await askForExport({ ...(region && { region }), ...(window !== undefined && { window }) }, services);
    return { status: 202 };
  },
});
