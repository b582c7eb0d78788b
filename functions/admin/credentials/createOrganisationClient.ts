import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { creationOf } from '../../../shared/identity/credentials/creation.ts';
import { organisationParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { clientCreation } from '../../../shared/identity/oauth/clientEndpoints.ts';
import { issueClient } from '../../../shared/identity/oauth/issueClient.ts';
import { requireOrganisation } from '../../../shared/tenancy/findOrganisation.ts';

export const createOrganisationClient = endpoint({
  ...clientCreation,
  name: 'createOrganisationClient',
  route: 'v1/admin/organisations/{organisation}/clients',
  auth: operators('admin'),
  params: organisationParams,
  errors: [...clientCreation.errors, 'not_found'],
  handler: async (input, services) => {
    const { id } = await requireOrganisation(input.params.organisation, services);
    return { status: 201, ...(await issueClient(creationOf(id, input), services)) };
  },
});
