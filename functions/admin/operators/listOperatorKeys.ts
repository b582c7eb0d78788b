import { z } from 'zod';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { listQuery, pageMembers } from '../../../shared/http/records/recordPages.ts';
import { operators } from '../../../shared/identity/access.ts';
import { listCredentials } from '../../../shared/identity/credentials/manageCredentials.ts';
import { operatorKeyView } from '../../../shared/identity/operators/operatorKey.ts';
import { deploymentSubject } from '../../../shared/tenancy/audit/auditRecord.ts';

export const listOperatorKeys = endpoint({
  name: 'listOperatorKeys',
  method: 'GET',
  route: 'v1/admin/operators',
  summary: 'List operator keys',
  description: 'The keys that were not revoked, without their values.',
  tag: 'operators',
  auth: operators('reader'),
  query: listQuery(['id'], {}),
  responses: {
    200: {
      description: 'A page of operator keys.',
      body: z.object({ keys: z.array(operatorKeyView), ...pageMembers }).meta({ id: 'OperatorKeyPage' }),
    },
  },
  errors: ['invalid_parameter'],
  handler: async ({ query }, { operatorKeys }) => {
    const at = { path: '/v1/admin/operators', query };
    const { records, ...page } = await listCredentials(deploymentSubject, at, operatorKeys);
    return { status: 200, body: { keys: records, ...page } };
  },
});
