import { z } from 'zod';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { cancelDeletion } from '../../../shared/tenancy/deletion.ts';
import { organisationId, organisationView } from '../../../shared/tenancy/organisation.ts';

export const cancelOrganisationDeletion = endpoint({
  name: 'cancelOrganisationDeletion',
  method: 'DELETE',
  route: 'v1/admin/organisations/{organisation}/deletion',
  summary: 'Cancel the deletion of an organisation',
  description:
    'The organisation has the status that it had before. A purge that has begun cannot be cancelled.',
  tag: 'organisations',
  auth: operators('admin'),
  params: z.object({ organisation: organisationId }),
  responses: { 200: { description: 'The organisation.', body: organisationView } },
  errors: ['not_found', 'conflict'],
  handler: async ({ params }, services) => {
    const { before, after } = await cancelDeletion(params.organisation, services);
    const audit = { before: organisationView.parse(before), after: organisationView.parse(after) };
    return { status: 200, body: after, audit };
  },
});
