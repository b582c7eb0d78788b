import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { organisationCredentialParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { clientChange } from '../../../shared/identity/oauth/clientEndpoints.ts';
import { changeClient } from '../../../shared/identity/oauth/manageClient.ts';

export const patchOrganisationClient = endpoint({
  ...clientChange,
  name: 'patchOrganisationClient',
  route: 'v1/admin/organisations/{organisation}/clients/{id}',
  auth: operators('admin'),
  params: organisationCredentialParams,
  handler: async ({ params: { organisation, id }, headers, body }, services) => {
    const change = { ifMatch: headers['if-match'], patch: body };
    const { stored, audit } = await changeClient(organisation, id, change, services);
    return { status: 200, body: stored.record, headers: { etag: stored.etag }, audit };
  },
});
