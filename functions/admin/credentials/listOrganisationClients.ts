import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { organisationParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { listCredentials } from '../../../shared/identity/credentials/manageCredentials.ts';
import { clientList } from '../../../shared/identity/oauth/clientEndpoints.ts';
import { requireOrganisation } from '../../../shared/tenancy/findOrganisation.ts';

export const listOrganisationClients = endpoint({
  ...clientList,
  name: 'listOrganisationClients',
  route: 'v1/admin/organisations/{organisation}/clients',
  auth: operators('reader'),
  params: organisationParams,
  errors: ['not_found'],
  handler: async ({ params, query }, services) => {
    const { id } = await requireOrganisation(params.organisation, services);
    const path = `/v1/admin/organisations/${id}/clients`;
    const { records, ...page } = await listCredentials(id, { path, query }, services.oauthClients);
    return { status: 200, body: { clients: records, ...page } };
  },
});
