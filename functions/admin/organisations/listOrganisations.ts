import { z } from 'zod';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { equals, listQuery, pageMembers, pageOf } from '../../../shared/http/records/recordPages.ts';
import { operators } from '../../../shared/identity/access.ts';
import { organisationStatuses, organisationView } from '../../../shared/tenancy/organisation.ts';

export const listOrganisations = endpoint({
  name: 'listOrganisations',
  method: 'GET',
  route: 'v1/admin/organisations',
  summary: 'List organisations',
  description: 'The organisation `default` is listed once it has been defined.',
  tag: 'organisations',
  auth: operators('reader'),
  query: listQuery(['id', 'name', 'createdAt'], {
    status: z.enum(organisationStatuses).optional(),
    tier: z.string().max(40).optional(),
  }),
  responses: {
    200: {
      description: 'A page of organisations.',
      body: z
        .object({ organisations: z.array(organisationView), ...pageMembers })
        .meta({ id: 'OrganisationPage' }),
    },
  },
  errors: ['invalid_parameter'],
  handler: async ({ query }, services) => {
    const { records, ...page } = await pageOf(services.organisations, {
      path: '/v1/admin/organisations',
      query,
      conditions: [...equals('status', query.status), ...equals('tier', query.tier)],
    });
    return { status: 200, body: { organisations: records, ...page } };
  },
});
