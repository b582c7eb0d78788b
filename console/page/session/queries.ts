import { queryOptions } from '@tanstack/react-query';
import { succeeded } from '../../../client/src/index.ts';
import { client } from './client.ts';

/** What the app can do. It does not change while the app runs. */
export const conversionsQuery = queryOptions({
  queryKey: ['conversions'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => (await succeeded(client.api.GET('/v1/conversions', { signal }))).data,
});

export const usageQuery = queryOptions({
  queryKey: ['usage'],
  queryFn: async ({ signal }) => (await succeeded(client.api.GET('/v1/usage', { signal }))).data,
});
