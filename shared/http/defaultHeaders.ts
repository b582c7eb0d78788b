/** The headers of every response unless it overrides them. Caching is opt-in. */
export const defaultHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const;
