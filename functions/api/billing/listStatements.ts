import { endpoint } from '../../../shared/http/endpoint.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import { readStatements, statementList } from '../../../shared/tenancy/billing/statementEndpoints.ts';

export const listStatements = endpoint({
  ...statementList,
  name: 'listStatements',
  route: 'v1/organisation/statements',
  auth: callersWith('organisation:admin'),
  errors: ['not_found'],
  handler: ({ caller }, services) => readStatements(caller.organisationId, services),
});
