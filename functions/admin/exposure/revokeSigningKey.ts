import { z } from 'zod';
import { revokeSigningKey as revoke } from '../../../shared/exposure/export/revokeSigningKey.ts';
import { regionId, regionView } from '../../../shared/exposure/region.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';

export const revokeSigningKey = endpoint({
  name: 'revokeSigningKey',
  method: 'POST',
  route: 'v1/admin/regions/{id}/signing-keys/{version}/revoke',
  summary: 'Revoke a signing key',
  description:
    'The key signs no further files. Files that it signed are signed again with the remaining keys, under new names, and the indexes are updated.',
  tag: 'regions',
  auth: operators('admin'),
  params: z.object({
    id: regionId,
    version: z.string().describe('The `verificationKeyVersion` of the key.'),
  }),
  responses: { 200: { description: 'The updated region.', body: regionView } },
  errors: ['not_found', 'conflict'],
  handler: async ({ params }, services) => ({
    status: 200,
    body: await revoke(params.id, params.version, services),
  }),
});
