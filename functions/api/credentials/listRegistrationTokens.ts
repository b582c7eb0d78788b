import { endpoint } from '../../../shared/http/endpoint.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import { listCredentials } from '../../../shared/identity/credentials/manageCredentials.ts';
import { registrationTokenList } from '../../../shared/identity/registration/registrationTokenEndpoints.ts';

const route = 'v1/organisation/registration-tokens';

export const listRegistrationTokens = endpoint({
  ...registrationTokenList,
  name: 'listRegistrationTokens',
  route,
  auth: callersWith('organisation:admin'),
  handler: async ({ caller, query }, { registrationTokens }) => {
    const path = `/${route}`;
    const { records, ...page } = await listCredentials(
      caller.organisationId,
      { path, query },
      registrationTokens,
    );
    return { status: 200, body: { registrationTokens: records, ...page } };
  },
});
