import { z } from 'zod';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import { monthSchema } from '../../../shared/tenancy/billing/statement.ts';
import { readStatementCsv, statementCsvRead } from '../../../shared/tenancy/billing/statementEndpoints.ts';

export const getStatementCsv = endpoint({
  ...statementCsvRead,
  name: 'getStatementCsv',
  route: 'v1/organisation/statements/{month}/csv',
  auth: callersWith('organisation:admin'),
  params: z.object({ month: monthSchema }),
  errors: ['not_found'],
  handler: ({ caller, params }, services) => readStatementCsv(caller.organisationId, params.month, services),
});
