/** Nesting limit of objects and lists in data. */
export const maximumDataLevels = 64;

/** Whether data is nested deeper than `levels`. Iterates level by level: recursion could exhaust the stack. */
export function isTooDeep(data: unknown, levels = maximumDataLevels): boolean {
  let level = [data];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}
