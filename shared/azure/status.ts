/** The HTTP status of an error that an Azure SDK threw (storage: `statusCode`, Cosmos: `code`), if it has one. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown };
  if (typeof statusCode === 'number') return statusCode;
  return typeof code === 'number' ? code : undefined;
}

const passing = new Set([408, 429, 449]);
const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'REQUEST_SEND_ERROR',
  'TimeoutError',
]);

/**
 * Whether an error says that a service is away for now: it did not answer, throttles, or failed by itself. The same call
 * may succeed later.
 */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = statusOf(error);
  if (status !== undefined) return status >= 500 || passing.has(status);
  return unreachable.has(String((error as { code?: unknown }).code));
}
