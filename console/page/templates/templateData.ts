import type { Shape } from './shape.ts';

export type Data = string | number | Data[] | { [name: string]: Data };

/** Empty data of a shape: objects, and one item in each list, so that the form shows its fields. */
export function emptyData(shape: Shape): Data {
  if (shape.kind === 'value') return '';
  if (shape.kind === 'list') return [emptyData(shape.item)];
  return Object.fromEntries([...shape.fields].map(([name, field]) => [name, emptyData(field)]));
}

/** Data without what was left empty; undefined if nothing is left. Lists stay, because a template may need them. */
export function filledData(data: Data): Data | undefined {
  if (data === '') return undefined;
  if (Array.isArray(data)) return data.flatMap((item) => filledData(item) ?? []);
  if (typeof data !== 'object') return data;
  const entries = Object.entries(data).map(([name, each]) => [name, filledData(each)] as const);
  const filled = entries.filter((entry): entry is [string, Data] => entry[1] !== undefined);
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}
