import type { Query, Records } from './cosmos.ts';

/** Deletes the records that a query finds, each of which is its own partition. @returns the number of deleted records */
export async function deleteFound<T extends { id: string }>(
  records: Records<T>,
  query: Query,
): Promise<number> {
  let count = 0;
  for await (const { id } of records.query<{ id: string }>(query))
    if (await records.delete([id], id)) count++;
  return count;
}
