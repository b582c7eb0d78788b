/** The HTTP status of an error that an Azure SDK threw (storage: `statusCode`, Cosmos: `code`), if it has one. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown };
  if (typeof statusCode === 'number') return statusCode;
  return typeof code === 'number' ? code : undefined;
}

/**
 * Whether Blob Storage says that a blob is there and cannot be read as it is: it lies in the archive tier, or only who has its
 * key may read it. The answer to a HEAD has the code in a header alone.
 */
export function isUnreadable(error: unknown): boolean {
  if (statusOf(error) !== 409) return false;
  const { code, response } = error as { code?: unknown; response?: { headers?: Headers } };
  return unreadable.has(String(response?.headers?.get('x-ms-error-code') ?? code));
}

const unreadable = new Set(['BlobArchived', 'BlobBeingRehydrated', 'BlobUsesCustomerSpecifiedEncryption']);

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
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = statusOf(error);
  if (status !== undefined) return status >= 500 || passing.has(status);
  return unreachable.has(String((error as { code?: unknown }).code));
}
