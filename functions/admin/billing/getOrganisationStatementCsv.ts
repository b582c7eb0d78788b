import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { organisationParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { monthSchema } from '../../../shared/tenancy/billing/statement.ts';
import { readStatementCsv, statementCsvRead } from '../../../shared/tenancy/billing/statementEndpoints.ts';

export const getOrganisationStatementCsv = endpoint({
  ...statementCsvRead,
  name: 'getOrganisationStatementCsv',
  route: 'v1/admin/organisations/{organisation}/statements/{month}/csv',
  auth: operators('reader'),
  params: organisationParams.extend({ month: monthSchema }),
  errors: ['not_found'],
  handler: ({ params }, services) => readStatementCsv(params.organisation, params.month, services),
});
