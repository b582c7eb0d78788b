import { z } from 'zod';
import { healthAuthorityView } from '../../../shared/exposure/healthAuthority.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { equals, listQuery, pageMembers, pageOf } from '../../../shared/http/records/recordPages.ts';
import { operators } from '../../../shared/identity/access.ts';
import { organisationId } from '../../../shared/tenancy/organisation.ts';

export const listHealthAuthorities = endpoint({
  name: 'listHealthAuthorities',
  method: 'GET',
  route: 'v1/admin/health-authorities',
  summary: 'List health authorities',
  tag: 'health authorities',
  auth: operators('reader'),
  query: listQuery(['id'], { organisationId: organisationId.optional() }),
  responses: {
    200: {
      description: 'A page of health authorities.',
      body: z
        .object({ healthAuthorities: z.array(healthAuthorityView), ...pageMembers })
        .meta({ id: 'HealthAuthorityPage' }),
    },
  },
  errors: ['invalid_parameter'],
  handler: async ({ query }, { healthAuthorities }) => {
    const { records, ...page } = await pageOf(healthAuthorities, {
      path: '/v1/admin/health-authorities',
      query,
      conditions: equals('organisationId', query.organisationId),
    });
    return { status: 200, body: { healthAuthorities: records, ...page } };
  },
});
