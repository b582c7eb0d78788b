import { z } from 'zod';
import { healthAuthorityView } from '../../shared/exposure/healthAuthority.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { ManagedRecords, managedListQuery, nextPage } from '../../shared/http/managedRecords.ts';
import { operators } from '../../shared/identity/access.ts';

export const listHealthAuthorities = endpoint({
  name: 'listHealthAuthorities',
  method: 'GET',
  route: 'v1/admin/health-authorities',
  summary: 'List health authorities',
  description: 'Sorted by id. `next` is the URL of the next page; the last page has none.',
  tag: 'health authorities',
  auth: operators('reader'),
  query: managedListQuery,
  responses: {
    200: {
      description: 'A page of health authorities.',
      body: z
        .object({ healthAuthorities: z.array(healthAuthorityView), next: z.string().optional() })
        .meta({ id: 'HealthAuthorityPage' }),
    },
  },
  handler: async ({ query }, { healthAuthorities }) => {
    const { records, next } = await new ManagedRecords(healthAuthorities).list(query);
    return {
      status: 200,
      body: { healthAuthorities: records, ...nextPage('/v1/admin/health-authorities', query, next) },
    };
  },
});
