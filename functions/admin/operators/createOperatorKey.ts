import { jsonBody } from '../../../shared/http/body/jsonBody.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { createCredential } from '../../../shared/identity/credentials/createCredential.ts';
import { creationOf } from '../../../shared/identity/credentials/creation.ts';
import { creationHeaders, daysAfter } from '../../../shared/identity/credentials/credentialFields.ts';
import {
  createdOperatorKey,
  type OperatorKey,
  operatorKeyRequest,
  operatorKeyView,
} from '../../../shared/identity/operators/operatorKey.ts';
import { deploymentSubject } from '../../../shared/tenancy/audit/auditRecord.ts';

export const createOperatorKey = endpoint({
  name: 'createOperatorKey',
  method: 'POST',
  route: 'v1/admin/operators',
  summary: 'Create an operator key',
  description:
    'The key of one person or program, which the audit log names. It is shown only once. With an `Idempotency-Key`, repeating the request returns the same key.',
  tag: 'operators',
  auth: operators('admin'),
  headers: creationHeaders,
  body: jsonBody(operatorKeyRequest, { examples: { reader: { name: 'Monitoring', role: 'reader' } } }),
  responses: { 201: { description: 'The key was created.', body: createdOperatorKey } },
  errors: ['idempotency_key_reused', 'conflict'],
  handler: async (input, services) => {
    const { record, token } = await createCredential(
      'operator',
      creationOf(deploymentSubject, input),
      services.operatorKeys,
      (credential, { name, role, expiresInDays }): OperatorKey => ({
        ...credential,
        name,
        role,
        expiresAt: daysAfter(credential.createdAt, expiresInDays),
      }),
      services,
    );
    return { status: 201, body: { ...record, key: token }, audit: { after: operatorKeyView.parse(record) } };
  },
});
