import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { organisationCredentialParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { revokeCredential } from '../../../shared/identity/credentials/manageCredentials.ts';
import { clientDeletion } from '../../../shared/identity/oauth/clientEndpoints.ts';

export const deleteOrganisationClient = endpoint({
  ...clientDeletion,
  name: 'deleteOrganisationClient',
  route: 'v1/admin/organisations/{organisation}/clients/{id}',
  auth: operators('admin'),
  params: organisationCredentialParams,
  handler: async ({ params: { organisation, id } }, services) => {
    const audit = await revokeCredential(organisation, id, services.oauthClients, services);
    return { status: 204, audit };
  },
});
