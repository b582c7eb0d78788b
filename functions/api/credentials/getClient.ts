import { endpoint } from '../../../shared/http/endpoint.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import { credentialParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { clientRead } from '../../../shared/identity/oauth/clientEndpoints.ts';
import { readClient } from '../../../shared/identity/oauth/manageClient.ts';

export const getClient = endpoint({
  ...clientRead,
  name: 'getClient',
  route: 'v1/organisation/clients/{id}',
  auth: callersWith('organisation:admin'),
  params: credentialParams,
  handler: async ({ caller, params: { id } }, services) => {
    const { record, etag } = await readClient(caller.organisationId, id, services);
    return { status: 200, body: record, headers: { etag } };
  },
});
