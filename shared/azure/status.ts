/** The HTTP status of an Azure SDK error (storage: `statusCode`, Cosmos: `code`), if it has one. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown };
  if (typeof statusCode === 'number') return statusCode;
  return typeof code === 'number' ? code : undefined;
}

/**
 * Whether Blob Storage reports that a blob exists but cannot be read: it is in the archive tier, or encrypted with a
 * customer-provided key. A response to HEAD contains the code only in a header.
 */
export function isUnreadable(error: unknown): boolean {
  if (statusOf(error) !== 409) return false;
  const { code, response } = error as { code?: unknown; response?: { headers?: Headers } };
  return unreadableCodes.has(String(response?.headers?.get('x-ms-error-code') ?? code));
}

const unreadableCodes = new Set([
  'BlobArchived',
  'BlobBeingRehydrated',
  'BlobUsesCustomerSpecifiedEncryption',
]);

/** Cosmos DB: the substatus of a 403 for a logical partition that has reached its size. */
const partitionFull = 1014;

/** Whether a service has no space left: 507 of the embedded cloud, or a full partition of Cosmos DB. */
export function isStorageFull(error: unknown): boolean {
  const status = statusOf(error);
  return status === 507 || (status === 403 && (error as { substatus?: unknown }).substatus === partitionFull);
}

const transientStatuses = new Set([408, 429, 449]);
const transientCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'REQUEST_SEND_ERROR',
  'TimeoutError',
]);

/** Whether a service is temporarily unavailable: no response, throttling or a server error. The same call may succeed later. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = statusOf(error);
  if (status !== undefined) return status >= 500 || transientStatuses.has(status);
  return transientCodes.has(String((error as { code?: unknown }).code));
}
