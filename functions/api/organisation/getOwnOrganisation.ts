import { endpoint } from '../../../shared/http/endpoint.ts';
import { ManagedRecords, managedResponseHeaders } from '../../../shared/http/records/managedRecords.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import { organisationView } from '../../../shared/tenancy/organisation.ts';

export const getOwnOrganisation = endpoint({
  name: 'getOwnOrganisation',
  method: 'GET',
  route: 'v1/organisation',
  summary: 'Get the organisation of the caller',
  tag: 'organisation',
  auth: callersWith('organisation:admin'),
  responses: {
    200: { description: 'The organisation.', body: organisationView, headers: managedResponseHeaders },
  },
  errors: ['not_found'],
  handler: async ({ caller }, { organisations }) => {
    const { record, etag } = await new ManagedRecords(organisations).read(caller.organisationId);
    return { status: 200, body: record, headers: { etag } };
  },
});
