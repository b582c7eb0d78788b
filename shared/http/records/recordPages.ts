import { z } from 'zod';
import type { Records } from '../../azure/cosmos.ts';
import { ConveyorError } from '../../errors.ts';

/**
 * The query parameters of a list of records.
 * @param sorts fields to sort by; each but the id needs a composite index with the id, in both orders
 * @param filters additional parameters, which restrict the list
 * @param standard the default order: a field, with `-` descending
 */
export function listQuery<const Sorts extends readonly [string, ...string[]], Filters extends z.ZodRawShape>(
  sorts: Sorts,
  filters: Filters,
  standard: Sorts[number] | `-${Sorts[number]}` = sorts[0],
) {
  const orders = sorts.flatMap((sort) => [sort, `-${sort}`]) as [string, ...string[]];
  return z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(20).describe('Records per page.'),
    after: z
      .string()
      .max(1000)
      .optional()
      .describe('Where the page begins: from `next` of the previous page.'),
    sort: z.enum(orders).default(standard).describe('The order; with `-` descending.'),
    ...filters,
  });
}

/** The members that a page has besides its records. */
export const pageMembers = {
  limit: z.int().describe('The maximum number of records of this page.'),
  sort: z.string(),
  next: z.string().optional().describe('Path of the next page; absent on the last page.'),
};

export interface ListQuery {
  limit: number;
  after?: string | undefined;
  sort: string;
}

/** A page of records, with the members of `pageMembers`. */
export interface Page<T> {
  records: T[];
  limit: number;
  sort: string;
  next?: string;
}

/** A condition of Cosmos SQL and the values of its parameters. */
export interface Condition {
  text: string;
  parameters: Record<string, string | number>;
}

/**
 * A page of the records that meet all conditions.
 * @param path the path of the list, for `next`
 * @param query the parsed query; its members besides `limit`, `after` and `sort` are repeated in `next`
 * @throws ConveyorError `invalid_parameter` if `after` is not from a previous page of the same order
 */
export async function pageOf<T extends { id: string }>(
  records: Records<T>,
  { path, query, conditions }: { path: string; query: ListQuery; conditions: readonly Condition[] },
): Promise<Page<T>> {
  const { limit, sort } = query;
  const field = sort.replace(/^-/, '');
  const [order, beyond] = sort.startsWith('-') ? ['DESC', '<'] : ['ASC', '>'];
  const all = [...conditions, ...startOf(query.after, field, beyond)];
  const where = all.map(({ text }) => `(${text})`).join(' AND ') || 'true';
  const found = await Array.fromAsync(
    records.query({
      text: `SELECT TOP @top * FROM c WHERE ${where} ORDER BY ${field === 'id' ? '' : `c.${field} ${order}, `}c.id ${order}`,
      parameters: Object.assign({ top: limit + 1 }, ...all.map(({ parameters }) => parameters)),
      pageSize: limit + 1,
    }),
  );
  const page = found.slice(0, limit);
  const last = page.at(-1);
  if (found.length <= limit || !last) return { records: page, limit, sort };
  const after = Buffer.from(JSON.stringify([last[field as keyof T], last.id])).toString('base64url');
  return { records: page, limit, sort, next: `${path}?${parametersOf({ ...query, after })}` };
}

function startOf(after: string | undefined, field: string, beyond: string | undefined): Condition[] {
  if (!after) return [];
  const [value, id] = positionOf(after);
  if (field === 'id') return [{ text: `c.id ${beyond} @afterId`, parameters: { afterId: id } }];
  return [
    {
      text: `c.${field} ${beyond} @afterValue OR (c.${field} = @afterValue AND c.id ${beyond} @afterId)`,
      parameters: { afterValue: value, afterId: id },
    },
  ];
}

const position = z.tuple([z.union([z.string(), z.number()]), z.string()]);

function positionOf(after: string): z.output<typeof position> {
  try {
    return position.parse(JSON.parse(Buffer.from(after, 'base64url').toString()));
  } catch (cause) {
    throw new ConveyorError('invalid_parameter', { detail: '`after` is not from a previous page.', cause });
  }
}

function parametersOf(query: object): URLSearchParams {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)] as [string, string]));
}

/** The condition that a field equals a value; none if the value is absent. */
export function equals(field: string, value: string | undefined, parameter = field): Condition[] {
  return value === undefined
    ? []
    : [{ text: `c.${field} = @${parameter}`, parameters: { [parameter]: value } }];
}
