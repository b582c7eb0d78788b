import { z } from 'zod';
import { revokeSigningKey as revoke } from '../../shared/exposure/export/revokeSigningKey.ts';
import { regionId, regionView } from '../../shared/exposure/region.ts';
import { endpoint } from '../../shared/http/endpoint.ts';

export const revokeSigningKey = endpoint({
  name: 'revokeSigningKey',
  method: 'POST',
  route: 'v1/admin/regions/{id}/signing-keys/{version}/revoke',
  summary: 'Revoke a signing key',
  description:
    'It signs nothing any more. Files that it signed are signed again by the keys that are left, under other names, and the indexes name those.',
  tag: 'regions',
  auth: 'operator',
  params: z.object({
    id: regionId,
    version: z.string().describe('Its `verificationKeyVersion`.'),
  }),
  responses: { 200: { description: 'The region, with the key revoked.', body: regionView } },
  errors: ['not_found', 'conflict'],
  handler: async ({ params }, services) => ({
    status: 200,
    body: await revoke(params.id, params.version, services),
  }),
});
