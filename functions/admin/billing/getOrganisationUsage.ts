import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { organisationParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { requireOrganisation } from '../../../shared/tenancy/findOrganisation.ts';
import { usageOf } from '../../../shared/tenancy/usage.ts';
import { usageQuery, usageResponses } from '../../../shared/tenancy/usageEndpoint.ts';

export const getOrganisationUsage = endpoint({
  name: 'getOrganisationUsage',
  method: 'GET',
  route: 'v1/admin/organisations/{organisation}/usage',
  summary: 'Get the usage of an organisation',
  description: 'Per day (UTC) on which jobs ended.',
  tag: 'billing',
  auth: operators('reader'),
  params: organisationParams,
  query: usageQuery,
  responses: usageResponses,
  errors: ['not_found'],
  handler: async ({ params, query }, services) => {
    const { id } = await requireOrganisation(params.organisation, services);
    return { status: 200, body: await usageOf(query, { organisationId: id }, services) };
  },
});
