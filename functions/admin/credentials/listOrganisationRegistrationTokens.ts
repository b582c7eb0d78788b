import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { organisationParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { listCredentials } from '../../../shared/identity/credentials/manageCredentials.ts';
import { registrationTokenList } from '../../../shared/identity/registration/registrationTokenEndpoints.ts';
import { requireOrganisation } from '../../../shared/tenancy/findOrganisation.ts';

export const listOrganisationRegistrationTokens = endpoint({
  ...registrationTokenList,
  name: 'listOrganisationRegistrationTokens',
  route: 'v1/admin/organisations/{organisation}/registration-tokens',
  auth: operators('reader'),
  params: organisationParams,
  errors: ['not_found'],
  handler: async ({ params, query }, services) => {
    const { id } = await requireOrganisation(params.organisation, services);
    const path = `/v1/admin/organisations/${id}/registration-tokens`;
    const { records, ...page } = await listCredentials(id, { path, query }, services.registrationTokens);
    return { status: 200, body: { registrationTokens: records, ...page } };
  },
});
