import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { organisationCredentialParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { clientRotation } from '../../../shared/identity/oauth/clientEndpoints.ts';
import { replaceClientSecret } from '../../../shared/identity/oauth/manageClient.ts';

export const rotateOrganisationClientSecret = endpoint({
  ...clientRotation,
  name: 'rotateOrganisationClientSecret',
  route: 'v1/admin/organisations/{organisation}/clients/{id}/secrets',
  auth: operators('admin'),
  params: organisationCredentialParams,
  handler: async ({ params: { organisation, id } }, services) => ({
    status: 201,
    ...(await replaceClientSecret(organisation, id, services)),
  }),
});
