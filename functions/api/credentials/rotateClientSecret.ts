import { endpoint } from '../../../shared/http/endpoint.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import { credentialParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { clientRotation } from '../../../shared/identity/oauth/clientEndpoints.ts';
import { replaceClientSecret } from '../../../shared/identity/oauth/manageClient.ts';

export const rotateClientSecret = endpoint({
  ...clientRotation,
  name: 'rotateClientSecret',
  route: 'v1/organisation/clients/{id}/secrets',
  auth: callersWith('organisation:admin'),
  params: credentialParams,
  handler: async ({ caller, params: { id } }, services) => ({
    status: 201,
    ...(await replaceClientSecret(caller.organisationId, id, services)),
  }),
});
