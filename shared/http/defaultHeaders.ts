/** What every answer carries unless it says otherwise. Nothing is cached that doesn't ask to be. */
export const defaultHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const;
