import { correlationId } from '../azure/trace.ts';

/** The headers of every response unless it overrides them. Caching is opt-in. */
export function defaultHeaders(): Record<string, string> {
  const correlation = correlationId();
  return {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(correlation !== undefined && { 'x-correlation-id': correlation }),
  };
}
