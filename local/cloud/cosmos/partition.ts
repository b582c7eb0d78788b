import type { Collection } from './operations.ts';

/**
 * A view of the container with only the documents of one partition, or of one prefix of a hierarchical key. The package's queries
 * ignore the partition key and read every document.
 * @param partitionKey the key values as JSON, from the request header
 */
export function partitionOf(collection: Collection, partitionKey: string): Collection {
  const expected = JSON.parse(partitionKey) as unknown[];
  const paths = (collection.read().partitionKey?.paths ?? ['/id']).map((path) => path.split('/').slice(1));
  const documents = [...collection.documents._data].filter(([, document]) =>
    expected.every((value, level) => isSame(valueAt(document.read(), paths[level] ?? []), value)),
  );
  const view = Object.create(collection.documents, { _data: { value: new Map(documents) } });
  return Object.create(collection, { documents: { value: view } });
}

function valueAt(document: object, path: string[]): unknown {
  let value: unknown = document;
  for (const name of path) value = (value as Record<string, unknown> | undefined)?.[name];
  return value;
}

/** An empty object means that the document has no key value. */
function isSame(value: unknown, expected: unknown): boolean {
  return value === expected || (value === undefined && typeof expected === 'object' && expected !== null);
}
