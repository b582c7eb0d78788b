import { endpoint } from '../../../shared/http/endpoint.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import { credentialParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { revokeCredential } from '../../../shared/identity/credentials/manageCredentials.ts';
import { clientDeletion } from '../../../shared/identity/oauth/clientEndpoints.ts';

export const deleteClient = endpoint({
  ...clientDeletion,
  name: 'deleteClient',
  route: 'v1/organisation/clients/{id}',
  auth: callersWith('organisation:admin'),
  params: credentialParams,
  handler: async ({ caller, params: { id } }, services) => {
    const audit = await revokeCredential(caller.organisationId, id, services.oauthClients, services);
    return { status: 204, audit };
  },
});
