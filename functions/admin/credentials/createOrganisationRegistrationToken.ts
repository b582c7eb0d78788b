import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { creationOf } from '../../../shared/identity/credentials/creation.ts';
import { organisationParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { issueRegistrationToken } from '../../../shared/identity/registration/issueRegistrationToken.ts';
import { registrationTokenCreation } from '../../../shared/identity/registration/registrationTokenEndpoints.ts';
import { requireOrganisation } from '../../../shared/tenancy/findOrganisation.ts';

export const createOrganisationRegistrationToken = endpoint({
  ...registrationTokenCreation,
  name: 'createOrganisationRegistrationToken',
  route: 'v1/admin/organisations/{organisation}/registration-tokens',
  auth: operators('admin'),
  params: organisationParams,
  errors: [...registrationTokenCreation.errors, 'not_found'],
  handler: async (input, services) => {
    const { id } = await requireOrganisation(input.params.organisation, services);
    return { status: 201, ...(await issueRegistrationToken(creationOf(id, input), services)) };
  },
});
