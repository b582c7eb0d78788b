import type { VaultCall } from './call.ts';

/** A page of a list with at most `maxresults` (25) items and the address of the next page. */
export function page(call: Pick<VaultCall, 'query' | 'address' | 'path'>, all: object[]): object {
  const size = Math.min(Number(call.query.get('maxresults') ?? 25) || 25, 25);
  const from = Number(call.query.get('$skiptoken') ?? 0) || 0;
  const until = from + size;
  const query = new URLSearchParams(call.query);
  query.set('$skiptoken', String(until));
  return {
    value: all.slice(from, until),
    nextLink: until < all.length ? `${call.address}/${call.path.join('/')}?${query}` : null,
  };
}
