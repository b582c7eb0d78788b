import { z } from 'zod';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { ManagedRecords, managedResponseHeaders } from '../../../shared/http/records/managedRecords.ts';
import { operators } from '../../../shared/identity/access.ts';
import { organisationId, organisationView } from '../../../shared/tenancy/organisation.ts';

export const getOrganisation = endpoint({
  name: 'getOrganisation',
  method: 'GET',
  route: 'v1/admin/organisations/{organisation}',
  summary: 'Get an organisation',
  tag: 'organisations',
  auth: operators('reader'),
  params: z.object({ organisation: organisationId }),
  responses: {
    200: { description: 'The organisation.', body: organisationView, headers: managedResponseHeaders },
  },
  errors: ['not_found'],
  handler: async ({ params }, { organisations }) => {
    const { record, etag } = await new ManagedRecords(organisations).read(params.organisation);
    return { status: 200, body: record, headers: { etag } };
  },
});
