import { z } from 'zod';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { listQuery, pageMembers, pageOf } from '../../../shared/http/records/recordPages.ts';
import { operators } from '../../../shared/identity/access.ts';
import { tierView } from '../../../shared/tenancy/tier.ts';

export const listTiers = endpoint({
  name: 'listTiers',
  method: 'GET',
  route: 'v1/admin/tiers',
  summary: 'List tiers',
  tag: 'tiers',
  auth: operators('reader'),
  query: listQuery(['id'], {}),
  responses: {
    200: {
      description: 'A page of tiers.',
      body: z.object({ tiers: z.array(tierView), ...pageMembers }).meta({ id: 'TierPage' }),
    },
  },
  errors: ['invalid_parameter'],
  handler: async ({ query }, { tiers }) => {
    const { records, ...page } = await pageOf(tiers, { path: '/v1/admin/tiers', query, conditions: [] });
    return { status: 200, body: { tiers: records, ...page } };
  },
});
