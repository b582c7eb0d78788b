import { randomUUID } from 'node:crypto';
import {
  type Decision,
  type OptimisticUpdate,
  optimisticUpdate,
} from '../../shared/azure/optimisticUpdate.ts';
import { ledgerProgressContainer } from '../../shared/tenancy/ledger.ts';
import type { TestServices } from '../harness/services.ts';

/** A list of names and the ETag of its current version. */
export interface Found {
  names: string[];
  etag: string;
}

/** One record or file that is written conditionally. */
export interface ConditionalStore {
  read(): Promise<Found | undefined>;
  /** Replaces the version of an ETag, or creates the list. @returns whether the condition held */
  write(names: string[], etag: string | undefined): Promise<boolean>;
  delete(): Promise<boolean>;
}

/** A new, empty record of Cosmos DB or file of Blob Storage. */
export const conditionalStores: Record<string, (services: TestServices) => ConditionalStore> = {
  'Cosmos DB': ({ cosmos }) => {
    const id = randomUUID();
    const records = cosmos.records<{ id: string; names: string[] }>(ledgerProgressContainer);
    return {
      read: async () => {
        const stored = await records.read([id], id);
        return stored && { names: stored.record.names, etag: stored.etag };
      },
      write: async (names, etag) =>
        (etag === undefined
          ? await records.create({ id, names })
          : await records.replace([id], { id, names }, etag)) !== undefined,
      delete: () => records.delete([id], id),
    };
  },
  'Blob Storage': ({ exports }) => {
    const name = randomUUID();
    const kind = { contentType: 'application/json', cacheControl: 'no-store' };
    return {
      read: async () => {
        const file = await exports.read(name);
        return file && { names: JSON.parse(file.text) as string[], etag: file.etag };
      },
      write: (names, etag) => exports.replace(name, JSON.stringify(names), etag, kind),
      delete: () => exports.delete(name),
    };
  },
};

type Options = OptimisticUpdate<Found | undefined, string[] | 'exhausted'>;

/**
 * Adds a name to the list once.
 * @param before called before each decision, for concurrent changes
 * @returns the list with the name
 */
export function addName(
  name: string,
  store: ConditionalStore,
  options: Partial<Options> & { before?: (found: Found | undefined) => Promise<unknown> } = {},
): Promise<string[] | 'exhausted'> {
  const { before, ...others } = options;
  return optimisticUpdate<Found | undefined, string[] | 'exhausted'>({
    tries: 3,
    read: () => store.read(),
    decide: async (found): Promise<Decision<string[]>> => {
      await before?.(found);
      if (found?.names.includes(name)) return { result: found.names };
      const names = [...(found?.names ?? []), name];
      return { write: async () => (await store.write(names, found?.etag)) && names };
    },
    exhausted: () => 'exhausted',
    ...others,
  });
}
