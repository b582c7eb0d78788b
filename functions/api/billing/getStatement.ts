import { z } from 'zod';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import { monthSchema } from '../../../shared/tenancy/billing/statement.ts';
import { readStatement, statementRead } from '../../../shared/tenancy/billing/statementEndpoints.ts';

export const getStatement = endpoint({
  ...statementRead,
  name: 'getStatement',
  route: 'v1/organisation/statements/{month}',
  auth: callersWith('organisation:admin'),
  params: z.object({ month: monthSchema }),
  errors: ['not_found'],
  handler: ({ caller, params }, services) => readStatement(caller.organisationId, params.month, services),
});
