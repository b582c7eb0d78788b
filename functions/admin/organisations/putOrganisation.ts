import { z } from 'zod';
import { ConveyorError } from '../../../shared/errors.ts';
import { jsonBody } from '../../../shared/http/body/jsonBody.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import {
  ManagedRecords,
  managedHeaders,
  managedResponseHeaders,
} from '../../../shared/http/records/managedRecords.ts';
import { operators } from '../../../shared/identity/access.ts';
import { requireUnusedId } from '../../../shared/tenancy/deletion.ts';
import { requireNotDeleting, requireTier } from '../../../shared/tenancy/findOrganisation.ts';
import {
  blobContainerOf,
  defaultOrganisation,
  exampleOrganisation,
  organisationId,
  organisationSchema,
  organisationView,
} from '../../../shared/tenancy/organisation.ts';

export const putOrganisation = endpoint({
  name: 'putOrganisation',
  method: 'PUT',
  route: 'v1/admin/organisations/{organisation}',
  summary: 'Create or replace an organisation',
  description:
    'Creates an organisation with a storage container of its own, or replaces its definition if `If-Match` has its current ETag. Changes take effect within a minute.',
  tag: 'organisations',
  auth: operators('admin'),
  params: z.object({ organisation: organisationId }),
  headers: managedHeaders,
  body: jsonBody(organisationSchema, { examples: { acme: exampleOrganisation } }),
  responses: {
    200: {
      description: 'The organisation was replaced.',
      body: organisationView,
      headers: managedResponseHeaders,
    },
    201: {
      description: 'The organisation was created.',
      body: organisationView,
      headers: managedResponseHeaders,
    },
  },
  errors: ['not_found', 'conflict', 'precondition_failed', 'precondition_required'],
  handler: async ({ params: { organisation: id }, headers: { 'if-match': ifMatch }, body }, services) => {
    await requireTier(body.tier, services);
    const records = new ManagedRecords(services.organisations);
    if (ifMatch === undefined) {
      const exists = await services.organisations.read([id], id);
      if (exists) throw new ConveyorError('precondition_required');
      if (id !== defaultOrganisation) await requireUnusedId(id, services);
      await services.blobs.createContainer(blobContainerOf(id));
    }
    const { stored, before, audit } =
      ifMatch === undefined
        ? await records.put({ ...body, id, createdAt: services.clock.now().toISOString() }, undefined)
        : await records.change(id, ifMatch, (current) => {
            requireNotDeleting(current);
            return { ...body, id, createdAt: current.createdAt };
          });
    return {
      status: before ? 200 : 201,
      body: stored.record,
      headers: { etag: stored.etag },
      audit,
    };
  },
});
