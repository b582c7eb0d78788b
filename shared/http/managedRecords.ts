import { z } from 'zod';
import type { Records, Stored } from '../azure/cosmos.ts';
import { ConveyorError } from '../errors.ts';

/** The query parameters of a list of managed records. */
export const managedListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('Records per page.'),
  after: z.string().max(100).optional().describe('The id of the last record of the previous page.'),
});

/** Headers of a conditional change (RFC 9110 §13.1). */
export const managedHeaders = z.object({
  'if-match': z
    .string()
    .optional()
    .describe('The ETag of the record that was read. Required to change an existing record.'),
});

/** The response headers of a managed record. */
export const managedResponseHeaders = { ETag: 'Version of the record, for `If-Match`.' };

/** A record and its HTTP entity tag (RFC 9110 §8.8.3). */
export interface Managed<T> {
  record: T;
  etag: string;
}

/** Selects the records of a list. */
export interface ListFilter {
  /** A condition of Cosmos SQL on `c`. */
  where: string;
  parameters: Record<string, string>;
}

/**
 * A container of records that operators manage: few records, each in its own partition. An existing record changes only
 * if the caller knows its ETag.
 */
export class ManagedRecords<T extends { id: string }> {
  readonly #records: Records<T>;

  constructor(records: Records<T>) {
    this.#records = records;
  }

  /** @throws ConveyorError `not_found`. */
  async read(id: string): Promise<Managed<T>> {
    const stored = await this.#records.read([id], id);
    if (!stored) throw new ConveyorError('not_found');
    return managed(stored);
  }

  /** A page in the order of the ids, and the value of `after` for the next page. */
  async list(
    { limit, after = '' }: z.output<typeof managedListQuery>,
    filter?: ListFilter,
  ): Promise<{ records: T[]; next?: string }> {
    const where = ['c.id > @after', ...(filter ? [filter.where] : [])].join(' AND ');
    const found = await Array.fromAsync(
      this.#records.query({
        text: `SELECT TOP @top * FROM c WHERE ${where} ORDER BY c.id`,
        parameters: { ...filter?.parameters, top: limit + 1, after },
        pageSize: limit + 1,
      }),
    );
    const records = found.slice(0, limit);
    const last = records.at(-1);
    return found.length > limit && last ? { records, next: last.id } : { records };
  }

  /**
   * Creates a record, or replaces the version that `ifMatch` names.
   * @throws ConveyorError `precondition_required` if the record exists and `ifMatch` is absent, `precondition_failed` if
   *   the version differs or the record does not exist.
   */
  async put(record: T, ifMatch: string | undefined): Promise<{ stored: Managed<T>; created: boolean }> {
    if (ifMatch === undefined) {
      const stored = await this.#records.create(record);
      if (!stored) throw new ConveyorError('precondition_required');
      return { stored: managed(stored), created: true };
    }
    const stored = await this.#records.replace([record.id], record, etagOf(ifMatch));
    if (!stored) throw new ConveyorError('precondition_failed');
    return { stored: managed(stored), created: false };
  }

  /** @throws ConveyorError `not_found`, or `precondition_failed` if `ifMatch` names another version. */
  async delete(id: string, ifMatch: string | undefined): Promise<void> {
    if (await this.#records.delete([id], id, ifMatch === undefined ? undefined : etagOf(ifMatch))) return;
    throw new ConveyorError(ifMatch === undefined ? 'not_found' : 'precondition_failed');
  }
}

function managed<T>({ record, etag }: Stored<T>): Managed<T> {
  return { record, etag: `"${Buffer.from(etag).toString('base64url')}"` };
}

/** The storage ETag that `If-Match` names. A gateway that compresses responses makes tags weak. */
function etagOf(ifMatch: string): string {
  const [, tag] = /^\s*(?:W\/)?"([\w-]+)"\s*$/.exec(ifMatch) ?? [];
  const etag = Buffer.from(tag ?? '', 'base64url').toString('latin1');
  // Storage treats an empty condition as absent and `*` as any version. Other characters are invalid in a header.
  if (etag === '*' || !/^[\x21-\x7e]+$/.test(etag)) throw new ConveyorError('precondition_failed');
  return etag;
}

/** The `next` member of a list response; empty on the last page. */
export function nextPage(path: string, { limit }: { limit: number }, after: string | undefined) {
  return after === undefined ? {} : { next: `${path}?${new URLSearchParams({ limit: `${limit}`, after })}` };
}
