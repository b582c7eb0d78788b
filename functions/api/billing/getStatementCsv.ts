import { z } from 'zod';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import { monthSchema } from '../../../shared/tenancy/billing/statement.ts';
import { readStatementCsv, statementCsvRead } from '../../../shared/tenancy/billing/statementEndpoints.ts';
import { requireOrganisation } from '../../../shared/tenancy/findOrganisation.ts';

export const getStatementCsv = endpoint({
  ...statementCsvRead,
  name: 'getStatementCsv',
  route: 'v1/organisation/statements/{month}/csv',
  auth: callersWith('organisation:admin'),
  params: z.object({ month: monthSchema }),
  errors: ['not_found'],
  handler: async ({ caller, params }, services) => {
    const organisation = await requireOrganisation(caller.organisationId, services);
    return readStatementCsv(organisation, params.month, services);
  },
});
