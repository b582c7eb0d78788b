import { endpoint } from '../../../shared/http/endpoint.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import { credentialParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { revokeCredential } from '../../../shared/identity/credentials/manageCredentials.ts';
import { registrationTokenRevocation } from '../../../shared/identity/registration/registrationTokenEndpoints.ts';

export const revokeRegistrationToken = endpoint({
  ...registrationTokenRevocation,
  name: 'revokeRegistrationToken',
  route: 'v1/organisation/registration-tokens/{id}',
  auth: callersWith('organisation:admin'),
  params: credentialParams,
  handler: async ({ caller, params }, services) => {
    const audit = await revokeCredential(
      caller.organisationId,
      params.id,
      services.registrationTokens,
      services,
    );
    return { status: 204, audit };
  },
});
