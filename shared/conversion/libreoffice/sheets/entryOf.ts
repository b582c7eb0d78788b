/** An entry of a table; undefined for a key that the table only inherits, such as `constructor`. */
export function entryOf<Value>(
  table: Readonly<Record<string, Value>>,
  key: string | undefined,
): Value | undefined {
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
