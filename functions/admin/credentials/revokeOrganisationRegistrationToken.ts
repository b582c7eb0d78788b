import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { organisationCredentialParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { revokeCredential } from '../../../shared/identity/credentials/manageCredentials.ts';
import { registrationTokenRevocation } from '../../../shared/identity/registration/registrationTokenEndpoints.ts';

export const revokeOrganisationRegistrationToken = endpoint({
  ...registrationTokenRevocation,
  name: 'revokeOrganisationRegistrationToken',
  route: 'v1/admin/organisations/{organisation}/registration-tokens/{id}',
  auth: operators('admin'),
  params: organisationCredentialParams,
  handler: async ({ params: { organisation, id } }, services) => {
    const audit = await revokeCredential(organisation, id, services.registrationTokens, services);
    return { status: 204, audit };
  },
});
