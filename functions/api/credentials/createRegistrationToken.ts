import { endpoint } from '../../../shared/http/endpoint.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import { creationOf } from '../../../shared/identity/credentials/creation.ts';
import { issueRegistrationToken } from '../../../shared/identity/registration/issueRegistrationToken.ts';
import { registrationTokenCreation } from '../../../shared/identity/registration/registrationTokenEndpoints.ts';

export const createRegistrationToken = endpoint({
  ...registrationTokenCreation,
  name: 'createRegistrationToken',
  route: 'v1/organisation/registration-tokens',
  auth: callersWith('organisation:admin'),
  handler: async (input, services) => ({
    status: 201,
    ...(await issueRegistrationToken(creationOf(input.caller.organisationId, input), services)),
  }),
});
