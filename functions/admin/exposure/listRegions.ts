import { z } from 'zod';
import { regionView } from '../../../shared/exposure/region.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { equals, listQuery, pageMembers, pageOf } from '../../../shared/http/records/recordPages.ts';
import { operators } from '../../../shared/identity/access.ts';
import { organisationId } from '../../../shared/tenancy/organisation.ts';

export const listRegions = endpoint({
  name: 'listRegions',
  method: 'GET',
  route: 'v1/admin/regions',
  summary: 'List regions',
  tag: 'regions',
  auth: operators('reader'),
  query: listQuery(['id'], { organisationId: organisationId.optional() }),
  responses: {
    200: {
      description: 'A page of regions.',
      body: z.object({ regions: z.array(regionView), ...pageMembers }).meta({ id: 'RegionPage' }),
    },
  },
  errors: ['invalid_parameter'],
  handler: async ({ query }, { regions }) => {
    const { records, ...page } = await pageOf(regions, {
      path: '/v1/admin/regions',
      query,
      conditions: equals('organisationId', query.organisationId),
    });
    return { status: 200, body: { regions: records, ...page } };
  },
});
