import { endpoint } from '../../../shared/http/endpoint.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import { credentialParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { revokeCredential } from '../../../shared/identity/credentials/manageCredentials.ts';
import { apiTokenRevocation } from '../../../shared/identity/tokens/apiTokenEndpoints.ts';

export const revokeApiToken = endpoint({
  ...apiTokenRevocation,
  name: 'revokeApiToken',
  route: 'v1/organisation/tokens/{id}',
  auth: callersWith('organisation:admin'),
  params: credentialParams,
  handler: async ({ caller, params }, services) => {
    const audit = await revokeCredential(caller.organisationId, params.id, services.apiTokens, services);
    return { status: 204, audit };
  },
});
