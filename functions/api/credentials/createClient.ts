import { endpoint } from '../../../shared/http/endpoint.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import { creationOf } from '../../../shared/identity/credentials/creation.ts';
import { clientCreation } from '../../../shared/identity/oauth/clientEndpoints.ts';
import { issueClient } from '../../../shared/identity/oauth/issueClient.ts';

export const createClient = endpoint({
  ...clientCreation,
  name: 'createClient',
  route: 'v1/organisation/clients',
  auth: callersWith('organisation:admin'),
  handler: async (input, services) => ({
    status: 201,
    ...(await issueClient(creationOf(input.caller.organisationId, input), services)),
  }),
});
