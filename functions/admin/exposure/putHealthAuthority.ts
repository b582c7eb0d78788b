import { z } from 'zod';
import {
  exampleHealthAuthority,
  healthAuthorityId,
  healthAuthoritySchema,
  healthAuthorityView,
} from '../../../shared/exposure/healthAuthority.ts';
import { jsonBody } from '../../../shared/http/body/jsonBody.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import {
  ManagedRecords,
  managedHeaders,
  managedResponseHeaders,
} from '../../../shared/http/records/managedRecords.ts';
import { operators } from '../../../shared/identity/access.ts';

export const putHealthAuthority = endpoint({
  name: 'putHealthAuthority',
  method: 'PUT',
  route: 'v1/admin/health-authorities/{id}',
  summary: 'Create or replace a health authority',
  description:
    'Creates a health authority, or replaces it if `If-Match` has its current ETag. Changes take effect within a minute.',
  tag: 'health authorities',
  auth: operators('admin'),
  params: z.object({ id: healthAuthorityId }),
  headers: managedHeaders,
  body: jsonBody(healthAuthoritySchema, { examples: { ministry: exampleHealthAuthority } }),
  responses: {
    200: {
      description: 'The health authority was replaced.',
      body: healthAuthorityView,
      headers: managedResponseHeaders,
    },
    201: {
      description: 'The health authority was created.',
      body: healthAuthorityView,
      headers: managedResponseHeaders,
    },
  },
  errors: ['precondition_failed', 'precondition_required'],
  handler: async ({ params, headers: { 'if-match': ifMatch }, body }, { healthAuthorities }) => {
    const { stored, before, audit } = await new ManagedRecords(healthAuthorities).put(
      { ...body, ...params },
      ifMatch,
    );
    return { status: before ? 200 : 201, body: stored.record, headers: { etag: stored.etag }, audit };
  },
});
