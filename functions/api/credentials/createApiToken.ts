import { endpoint } from '../../../shared/http/endpoint.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import { creationOf } from '../../../shared/identity/credentials/creation.ts';
import { apiTokenCreation } from '../../../shared/identity/tokens/apiTokenEndpoints.ts';
import { issueApiToken } from '../../../shared/identity/tokens/issueApiToken.ts';

export const createApiToken = endpoint({
  ...apiTokenCreation,
  name: 'createApiToken',
  route: 'v1/organisation/tokens',
  auth: callersWith('organisation:admin'),
  handler: async (input, services) => ({
    status: 201,
    ...(await issueApiToken(creationOf(input.caller.organisationId, input), services)),
  }),
});
