import type { TokenCredential } from '@azure/identity';
import type { BlobServiceClient } from '@azure/storage-blob';
import type { QueueServiceClient } from '@azure/storage-queue';
import { resolveConnection } from './connection.ts';

// The packages are loaded on first use: an app without queues and timers starts half a second faster.

/** Few retries: the host repeats its storage calls anyway, and stopping must not wait for unavailable storage. */
const options = { retryOptions: { maxTries: 3, retryDelayInMs: 200, maxRetryDelayInMs: 1000 } };

/** The queue client of a connection. */
export async function queueService(connection: string | undefined): Promise<QueueServiceClient> {
  const resolved = resolveConnection(connection, 'queue');
  const { QueueServiceClient } = await import('@azure/storage-queue');
  return 'connectionString' in resolved
    ? QueueServiceClient.fromConnectionString(resolved.connectionString, options)
    : new QueueServiceClient(resolved.serviceUri, await credential(resolved.clientId), options);
}

/** The blob client of a connection. */
export async function blobService(connection: string | undefined): Promise<BlobServiceClient> {
  const resolved = resolveConnection(connection, 'blob');
  const { BlobServiceClient } = await import('@azure/storage-blob');
  return 'connectionString' in resolved
    ? BlobServiceClient.fromConnectionString(resolved.connectionString, options)
    : new BlobServiceClient(resolved.serviceUri, await credential(resolved.clientId), options);
}

const credentials = new Map<string | undefined, Promise<TokenCredential>>();

/** One credential for each identity, so that tokens are fetched once. */
function credential(clientId: string | undefined): Promise<TokenCredential> {
  let cached = credentials.get(clientId);
  if (!cached) {
    cached = import('@azure/identity').then(
      ({ ManagedIdentityCredential }) => new ManagedIdentityCredential(clientId ? { clientId } : {}),
    );
    credentials.set(clientId, cached);
  }
  return cached;
}

/** The HTTP status of a storage error; undefined if the service was not reached. */
export function statusOf(error: unknown): number | undefined {
  return (error as { statusCode?: number } | undefined)?.statusCode;
}
