import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { organisationCredentialParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { clientRead } from '../../../shared/identity/oauth/clientEndpoints.ts';
import { readClient } from '../../../shared/identity/oauth/manageClient.ts';

export const getOrganisationClient = endpoint({
  ...clientRead,
  name: 'getOrganisationClient',
  route: 'v1/admin/organisations/{organisation}/clients/{id}',
  auth: operators('reader'),
  params: organisationCredentialParams,
  handler: async ({ params: { organisation, id } }, services) => {
    const { record, etag } = await readClient(organisation, id, services);
    return { status: 200, body: record, headers: { etag } };
  },
});
