import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { organisationParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { listCredentials } from '../../../shared/identity/credentials/manageCredentials.ts';
import { apiTokenList } from '../../../shared/identity/tokens/apiTokenEndpoints.ts';
import { requireOrganisation } from '../../../shared/tenancy/findOrganisation.ts';

export const listOrganisationApiTokens = endpoint({
  ...apiTokenList,
  name: 'listOrganisationApiTokens',
  route: 'v1/admin/organisations/{organisation}/tokens',
  auth: operators('reader'),
  params: organisationParams,
  errors: ['not_found'],
  handler: async ({ params, query }, services) => {
    const { id } = await requireOrganisation(params.organisation, services);
    const path = `/v1/admin/organisations/${id}/tokens`;
    const { records, ...page } = await listCredentials(id, { path, query }, services.apiTokens);
    return { status: 200, body: { tokens: records, ...page } };
  },
});
