import partitionModule from '@vercel/cosmosdb-server/lib/utils/get-partition-from-header.js';
import { type Collection, find, type Operation, operate } from './operations.ts';

export interface BatchRequest {
  operations: Operation[];
  /** All operations succeed or none. */
  atomic: boolean;
  /** The partition key of an atomic batch, as JSON. */
  partitionKey?: string | undefined;
}

interface BatchResult {
  statusCode: number;
  requestCharge: number;
  eTag?: string;
  resourceBody?: object;
}

/**
 * Runs the operations of `container.items.batch` (atomic) or of bulk. In an atomic batch the first failure undoes the operations
 * before it, and all other operations return 424.
 */
export function batch(
  collection: Collection,
  { operations, atomic, partitionKey }: BatchRequest,
): { statusCode: number; body: BatchResult[] } {
  const undo: (() => void)[] = [];
  const results: BatchResult[] = [];
  for (const operation of operations) {
    const complete: Operation = {
      ...operation,
      ...(partitionKey === undefined || operation.partitionKey ? {} : { partitionKey }),
    };
    if (atomic) undo.push(restorer(collection, complete));
    const { statusCode, body } = operate(collection, complete);
    if (atomic && statusCode >= 400) {
      for (const step of undo.reverse()) step();
      return {
        statusCode: 207,
        body: operations.map((_, index) => ({
          statusCode: index === results.length ? statusCode : 424,
          requestCharge: 0,
        })),
      };
    }
    const eTag = (body as { _etag?: string } | undefined)?._etag;
    results.push({
      statusCode,
      requestCharge: 1,
      ...(eTag === undefined ? {} : { eTag }),
      ...(body === undefined || statusCode >= 400 ? {} : { resourceBody: body }),
    });
  }
  return { statusCode: 200, body: results };
}

/** @returns a function that restores the current state of the operation's document */
function restorer(collection: Collection, { id, partitionKey = '', resourceBody }: Operation): () => void {
  const key = id ?? (resourceBody as { id?: string } | undefined)?.id;
  if (!key) return () => {};
  const before = find(collection, key, partitionKey);
  return () => {
    const now = find(collection, key, partitionKey);
    if (now === before) return;
    if (now) collection.documents.delete(key, partitionModule.parsePartitionKey(partitionKey, key));
    if (before) collection.documents._set(before as never);
  };
}
