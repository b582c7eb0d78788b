import { z } from 'zod';
import { exampleRegion, regionId, regionSchema, regionView } from '../../../shared/exposure/region.ts';
import { jsonBody } from '../../../shared/http/body/jsonBody.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import {
  ManagedRecords,
  managedHeaders,
  managedResponseHeaders,
} from '../../../shared/http/records/managedRecords.ts';
import { operators } from '../../../shared/identity/access.ts';

export const putRegion = endpoint({
  name: 'putRegion',
  method: 'PUT',
  route: 'v1/admin/regions/{id}',
  summary: 'Create or replace a region',
  description:
    'Creates a region, or replaces it if `If-Match` has its current ETag. Changes take effect within a minute.',
  tag: 'regions',
  auth: operators('admin'),
  params: z.object({ id: regionId }),
  headers: managedHeaders,
  body: jsonBody(regionSchema, { examples: { japan: exampleRegion } }),
  responses: {
    200: { description: 'The region was replaced.', body: regionView, headers: managedResponseHeaders },
    201: { description: 'The region was created.', body: regionView, headers: managedResponseHeaders },
  },
  errors: ['precondition_failed', 'precondition_required'],
  handler: async ({ params, headers: { 'if-match': ifMatch }, body }, { regions }) => {
    const { stored, before, audit } = await new ManagedRecords(regions).put({ ...body, ...params }, ifMatch);
    return { status: before ? 200 : 201, body: stored.record, headers: { etag: stored.etag }, audit };
  },
});
