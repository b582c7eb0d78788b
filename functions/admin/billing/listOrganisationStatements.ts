import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { organisationParams } from '../../../shared/identity/credentials/credentialFields.ts';
import { readStatements, statementList } from '../../../shared/tenancy/billing/statementEndpoints.ts';

export const listOrganisationStatements = endpoint({
  ...statementList,
  name: 'listOrganisationStatements',
  route: 'v1/admin/organisations/{organisation}/statements',
  auth: operators('reader'),
  params: organisationParams,
  errors: ['not_found'],
  handler: ({ params }, services) => readStatements(params.organisation, services),
});
