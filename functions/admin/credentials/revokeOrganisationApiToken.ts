import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { organisationCredentialParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { revokeCredential } from '../../../shared/identity/credentials/manageCredentials.ts';
import { apiTokenRevocation } from '../../../shared/identity/tokens/apiTokenEndpoints.ts';

export const revokeOrganisationApiToken = endpoint({
  ...apiTokenRevocation,
  name: 'revokeOrganisationApiToken',
  route: 'v1/admin/organisations/{organisation}/tokens/{id}',
  auth: operators('admin'),
  params: organisationCredentialParams,
  handler: async ({ params: { organisation, id } }, services) => {
    const audit = await revokeCredential(organisation, id, services.apiTokens, services);
    return { status: 204, audit };
  },
});
