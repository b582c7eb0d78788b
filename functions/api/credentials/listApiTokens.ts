import { endpoint } from '../../../shared/http/endpoint.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import { listCredentials } from '../../../shared/identity/credentials/manageCredentials.ts';
import { apiTokenList } from '../../../shared/identity/tokens/apiTokenEndpoints.ts';

const route = 'v1/organisation/tokens';

export const listApiTokens = endpoint({
  ...apiTokenList,
  name: 'listApiTokens',
  route,
  auth: callersWith('organisation:admin'),
  handler: async ({ caller, query }, { apiTokens }) => {
    const path = `/${route}`;
    const { records, ...page } = await listCredentials(caller.organisationId, { path, query }, apiTokens);
    return { status: 200, body: { tokens: records, ...page } };
  },
});
