import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { credentialParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { revokeCredential } from '../../../shared/identity/credentials/manageCredentials.ts';
import { deploymentSubject } from '../../../shared/tenancy/audit/auditRecord.ts';

export const revokeOperatorKey = endpoint({
  name: 'revokeOperatorKey',
  method: 'DELETE',
  route: 'v1/admin/operators/{id}',
  summary: 'Revoke an operator key',
  description: 'The key becomes invalid at once.',
  tag: 'operators',
  auth: operators('admin'),
  params: credentialParams,
  responses: { 204: { description: 'The key was revoked.' } },
  errors: ['not_found'],
  handler: async ({ params }, services) => {
    const audit = await revokeCredential(deploymentSubject, params.id, services.operatorKeys, services);
    return { status: 204, audit };
  },
});
