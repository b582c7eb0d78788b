import { endpoint } from '../../../shared/http/endpoint.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import { listCredentials } from '../../../shared/identity/credentials/manageCredentials.ts';
import { clientList } from '../../../shared/identity/oauth/clientEndpoints.ts';

export const listClients = endpoint({
  ...clientList,
  name: 'listClients',
  route: 'v1/organisation/clients',
  auth: callersWith('organisation:admin'),
  handler: async ({ caller, query }, { oauthClients }) => {
    const path = '/v1/organisation/clients';
    const { records, ...page } = await listCredentials(caller.organisationId, { path, query }, oauthClients);
    return { status: 200, body: { clients: records, ...page } };
  },
});
