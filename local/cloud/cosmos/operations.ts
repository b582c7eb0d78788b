import documentOperations from '@vercel/cosmosdb-server/lib/handler/_document-operations.js';
import patchOperations from '@vercel/cosmosdb-server/lib/handler/_patch-operations.js';
import partitionModule from '@vercel/cosmosdb-server/lib/utils/get-partition-from-header.js';
import { meets } from './condition.ts';

export type Collection = Parameters<typeof documentOperations.createOperation>[0];
type Patches = Parameters<typeof patchOperations.patchOperation>[1]['operations'];

/** One operation on a document, in the format of a batch request. */
export interface Operation {
  operationType: string;
  id?: string;
  /** The partition key, as JSON. */
  partitionKey?: string;
  ifMatch?: string;
  ifNoneMatch?: string;
  resourceBody?: object;
}

export interface Result {
  statusCode: number;
  body?: object;
}

const preconditionFailed: Result = {
  statusCode: 412,
  body: {
    code: 'PreconditionFailed',
    message: 'Operation cannot be performed because one of the specified precondition is not met',
  },
};

/** The current document with this id and partition key. */
export function find(collection: Collection, id: string, partitionKey: string): object | undefined {
  return collection.document(id, partitionModule.parsePartitionKey(partitionKey, id)).read();
}

/** Runs one operation of a batch. */
export function operate(collection: Collection, operation: Operation): Result {
  // The package's input types are narrower than the JSON that clients send.
  const input = operation as unknown as never;
  switch (operation.operationType) {
    case 'Create':
      return documentOperations.createOperation(collection, input);
    case 'Upsert':
      return withErrorResult(() => documentOperations.upsertOperation(collection, input));
    case 'Read':
      return documentOperations.readOperation(collection, input);
    case 'Delete':
      return documentOperations.deleteOperation(collection, input);
    case 'Replace':
      return documentOperations.replaceOperation(collection, input);
    case 'Patch':
      return patch(collection, operation);
    default:
      return { statusCode: 400, body: { code: 'BadRequest', message: 'The operation is not supported.' } };
  }
}

/**
 * Patches a document if it meets the condition (`from c where …`). The package's own check converts the condition to lower case,
 * including names and values, and searches the entire container.
 */
export function patch(
  collection: Collection,
  { id = '', partitionKey = '', ifMatch, resourceBody }: Operation,
): Result {
  const document = find(collection, id, partitionKey) as { _etag: string } | undefined;
  if (!document)
    return { statusCode: 404, body: { code: 'NotFound', message: 'The document does not exist.' } };
  if (ifMatch && ifMatch !== document._etag) return preconditionFailed;

  const { operations, condition } = (
    Array.isArray(resourceBody) ? { operations: resourceBody } : resourceBody
  ) as { operations: Patches; condition?: string };
  if (condition) {
    try {
      if (!meets(document, condition)) return preconditionFailed;
    } catch (error) {
      return { statusCode: 400, body: { code: 'BadRequest', message: (error as Error).message } };
    }
  }
  return patchOperations.patchOperation(collection, { id, partitionKey, operations });
}

function withErrorResult(act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    const { conflict, badRequest, message } = error as Error & { conflict?: boolean; badRequest?: boolean };
    if (conflict) return { statusCode: 409, body: { code: 'Conflict', message } };
    if (badRequest) return { statusCode: 400, body: { code: 'BadRequest', message } };
    throw error;
  }
}
