import { z } from 'zod';
import type { Records, Stored } from '../../azure/cosmos.ts';
import { ConveyorError } from '../../errors.ts';
import type { AuditedChange } from '../../tenancy/audit/writeAudit.ts';

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

  /**
   * Creates a record, or replaces the version that `ifMatch` names.
   * @throws ConveyorError `precondition_required` if the record exists and `ifMatch` is absent, `precondition_failed` if
   *   the version differs or the record does not exist.
   */
  async put(record: T, ifMatch: string | undefined): Promise<Changed<T>> {
    if (ifMatch !== undefined) return this.change(record.id, ifMatch, () => record);
    const stored = await this.#records.create(record);
    if (!stored) throw new ConveyorError('precondition_required');
    return { stored: managed(stored), audit: { after: { ...record } } };
  }

  /**
   * Replaces the version that `ifMatch` names by what `build` makes of it.
   * @throws ConveyorError `not_found`; `precondition_required` if `ifMatch` is absent, `precondition_failed` if the version
   *   differs; those of `build`
   */
  async change(id: string, ifMatch: string | undefined, build: (current: T) => T): Promise<Changed<T>> {
    const etag = ifMatch === undefined ? undefined : etagOf(ifMatch);
    const current = await this.#records.read([id], id);
    if (etag === undefined) throw new ConveyorError(current ? 'precondition_required' : 'not_found');
    if (current?.etag !== etag) throw new ConveyorError('precondition_failed');
    const before = withoutSystemMembers(current.record);
    const after = build(before);
    const stored = await this.#records.replace([id], after, etag);
    if (!stored) throw new ConveyorError('precondition_failed');
    return { stored: managed(stored), before, audit: { before: { ...before }, after: { ...after } } };
  }

  /** @throws ConveyorError `not_found`, or `precondition_failed` if `ifMatch` names another version. */
  async delete(id: string, ifMatch: string | undefined): Promise<AuditedChange> {
    const etag = ifMatch === undefined ? undefined : etagOf(ifMatch);
    const current = await this.#records.read([id], id);
    if (current && (await this.#records.delete([id], id, etag)))
      return { before: { ...withoutSystemMembers(current.record) } };
    throw new ConveyorError(ifMatch === undefined ? 'not_found' : 'precondition_failed');
  }
}

/** A changed record, and its change for the audit log. */
export interface Changed<T> {
  stored: Managed<T>;
  /** Absent if the record was created. */
  before?: T;
  audit: AuditedChange;
}

/** Cosmos DB adds members such as `_etag` and `_ts` to a record. */
function withoutSystemMembers<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !name.startsWith('_'))) as T;
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
