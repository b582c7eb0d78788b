import { z } from 'zod';
import { requestExport } from '../../../shared/exposure/export/requestExport.ts';
import { regionId } from '../../../shared/exposure/region.ts';
import { jsonBody } from '../../../shared/http/body/jsonBody.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';

const bodySchema = z
  .strictObject({
    region: regionId.optional().describe('Default: all regions.'),
    window: z
      .int()
      .min(0)
      .optional()
      .describe(
        'Start of a window, Unix seconds. Missing files of this window are created. Requires `region`.',
      ),
  })
  .refine(({ region, window }) => window === undefined || region !== undefined, 'window requires region')
  .meta({ id: 'ExportRequest', dependentRequired: { window: ['region'] } });

export const createExport = endpoint({
  name: 'createExport',
  method: 'POST',
  route: 'v1/admin/exports',
  summary: 'Start an export',
  description:
    'Exports all due windows without waiting for the timer, or creates the missing files of one window. Existing files are not changed. In a region for trials, windows that have not ended are exported too. The export runs in the background; `GET /v1/admin/exports` shows its result.',
  tag: 'exports',
  auth: operators('admin'),
  body: jsonBody(bodySchema, {
    optional: true,
    examples: { due: {}, window: { region: '440', window: 1_767_225_600 } },
  }),
  responses: { 202: { description: 'The export is queued.' } },
  errors: ['not_found', 'conflict'],
  handler: async ({ body = {} }, services) => {
    const { region, window } = body;
    await requestExport({ ...(region && { region }), ...(window !== undefined && { window }) }, services);
    return { status: 202 };
  },
});
