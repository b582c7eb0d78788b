import type { Records } from '../azure/cosmos.ts';

/**
 * The same records, whose point reads and writes are aborted at a deadline. Other operations throw a TypeError: they use a
 * private field of `Records`, which the result does not have. So no operation of a publish escapes its deadline.
 * @param check returns the signal of the deadline, or throws if it has passed. Called right before each operation.
 */
export function limitRecords<T extends { id: string }>(
  records: Records<T>,
  check: () => AbortSignal,
): Records<T> {
  const limited: Pick<Records<T>, 'create' | 'read' | 'patch'> = {
    create: async (record) => records.create(record, { signal: check() }),
    read: async (partition, id) => records.read(partition, id, undefined, { signal: check() }),
    patch: async (partition, id, operations, conditions) =>
      records.patch(partition, id, operations, { ...conditions, signal: check() }),
  };
  return Object.assign(Object.create(records) as Records<T>, limited);
}
