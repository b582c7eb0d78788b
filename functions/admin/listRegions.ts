import { z } from 'zod';
import { regionView } from '../../shared/exposure/region.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { ManagedRecords, managedListQuery, nextPage } from '../../shared/http/managedRecords.ts';
import { operators } from '../../shared/identity/access.ts';

export const listRegions = endpoint({
  name: 'listRegions',
  method: 'GET',
  route: 'v1/admin/regions',
  summary: 'List regions',
  description: 'Sorted by code. `next` is the URL of the next page; the last page has none.',
  tag: 'regions',
  auth: operators('reader'),
  query: managedListQuery,
  responses: {
    200: {
      description: 'A page of regions.',
      body: z
        .object({ regions: z.array(regionView), next: z.string().optional() })
        .meta({ id: 'RegionPage' }),
    },
  },
  handler: async ({ query }, { regions }) => {
    const { records, next } = await new ManagedRecords(regions).list(query);
    return { status: 200, body: { regions: records, ...nextPage('/v1/admin/regions', query, next) } };
  },
});
