import type { TokenCredential } from '@azure/identity';
import type { BlobServiceClient } from '@azure/storage-blob';
import type { QueueServiceClient } from '@azure/storage-queue';
import { resolveConnection } from './connection.ts';

// The packages load on first use: an app without queues and timers starts without them, which saves half a second.

/** Few tries: what a host does with storage it does again soon anyway, and a stop must not wait for storage that is gone. */
const options = { retryOptions: { maxTries: 3, retryDelayInMs: 200, maxRetryDelayInMs: 1000 } };

/** A client for the queues behind a connection. */
export async function queueService(connection: string | undefined): Promise<QueueServiceClient> {
  const resolved = resolveConnection(connection, 'queue');
  const { QueueServiceClient } = await import('@azure/storage-queue');
  return 'connectionString' in resolved
    ? QueueServiceClient.fromConnectionString(resolved.connectionString, options)
    : new QueueServiceClient(resolved.serviceUri, await credential(resolved.clientId), options);
}

/** A client for the blobs behind a connection. */
export async function blobService(connection: string | undefined): Promise<BlobServiceClient> {
  const resolved = resolveConnection(connection, 'blob');
  const { BlobServiceClient } = await import('@azure/storage-blob');
  return 'connectionString' in resolved
    ? BlobServiceClient.fromConnectionString(resolved.connectionString, options)
    : new BlobServiceClient(resolved.serviceUri, await credential(resolved.clientId), options);
}

const credentials = new Map<string | undefined, Promise<TokenCredential>>();

/** One credential for each identity, so that its tokens are fetched once. */
function credential(clientId: string | undefined): Promise<TokenCredential> {
  let known = credentials.get(clientId);
  if (!known) {
    known = import('@azure/identity').then(
      ({ ManagedIdentityCredential }) => new ManagedIdentityCredential(clientId ? { clientId } : {}),
    );
    credentials.set(clientId, known);
  }
  return known;
}

/** The HTTP status with which a storage service refused; undefined when it was not reached at all. */
export function statusOf(error: unknown): number | undefined {
  return (error as { statusCode?: number } | undefined)?.statusCode;
}
