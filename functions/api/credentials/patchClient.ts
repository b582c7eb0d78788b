import { endpoint } from '../../../shared/http/endpoint.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import { credentialParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { clientChange } from '../../../shared/identity/oauth/clientEndpoints.ts';
import { changeClient } from '../../../shared/identity/oauth/manageClient.ts';

export const patchClient = endpoint({
  ...clientChange,
  name: 'patchClient',
  route: 'v1/organisation/clients/{id}',
  auth: callersWith('organisation:admin'),
  params: credentialParams,
  handler: async ({ caller, params: { id }, headers, body }, services) => {
    const change = { ifMatch: headers['if-match'], patch: body };
    const { stored, audit } = await changeClient(caller.organisationId, id, change, services);
    return { status: 200, body: stored.record, headers: { etag: stored.etag }, audit };
  },
});
