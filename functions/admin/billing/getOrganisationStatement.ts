import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { organisationParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { monthSchema } from '../../../shared/tenancy/billing/statement.ts';
import { readStatement, statementRead } from '../../../shared/tenancy/billing/statementEndpoints.ts';

export const getOrganisationStatement = endpoint({
  ...statementRead,
  name: 'getOrganisationStatement',
  route: 'v1/admin/organisations/{organisation}/statements/{month}',
  auth: operators('reader'),
  params: organisationParams.extend({ month: monthSchema }),
  errors: ['not_found'],
  handler: ({ params }, services) => readStatement(params.organisation, params.month, services),
});
