import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { creationOf } from '../../../shared/identity/credentials/creation.ts';
import { organisationParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { apiTokenCreation } from '../../../shared/identity/tokens/apiTokenEndpoints.ts';
import { issueApiToken } from '../../../shared/identity/tokens/issueApiToken.ts';
import { requireOrganisation } from '../../../shared/tenancy/findOrganisation.ts';

export const createOrganisationApiToken = endpoint({
  ...apiTokenCreation,
  name: 'createOrganisationApiToken',
  route: 'v1/admin/organisations/{organisation}/tokens',
  auth: operators('admin'),
  params: organisationParams,
  errors: [...apiTokenCreation.errors, 'not_found'],
  handler: async (input, services) => {
    const { id } = await requireOrganisation(input.params.organisation, services);
    return { status: 201, ...(await issueApiToken(creationOf(id, input), services)) };
  },
});
