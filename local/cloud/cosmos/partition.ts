import type { Collection } from './operations.ts';

/**
 * A view of the container in which there are only the documents of one partition, or of one prefix of a
 * hierarchical key. The package's queries look through every document, whatever partition was asked for.
 * @param partitionKey the JSON of the key's values, as the header has it
 */
export function partitionOf(collection: Collection, partitionKey: string): Collection {
  const wanted = JSON.parse(partitionKey) as unknown[];
  const paths = (collection.read().partitionKey?.paths ?? ['/id']).map((path) => path.split('/').slice(1));
  const documents = [...collection.documents._data].filter(([, document]) =>
    wanted.every((value, level) => isSame(valueAt(document.read(), paths[level] ?? []), value)),
  );
  const view = Object.create(collection.documents, { _data: { value: new Map(documents) } });
  return Object.create(collection, { documents: { value: view } });
}

function valueAt(document: object, path: string[]): unknown {
  let value: unknown = document;
  for (const name of path) value = (value as Record<string, unknown> | undefined)?.[name];
  return value;
}

/** An empty object stands for a document without a key. */
function isSame(value: unknown, wanted: unknown): boolean {
  return value === wanted || (value === undefined && typeof wanted === 'object' && wanted !== null);
}
