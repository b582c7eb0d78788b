/** Nesting limit of objects and lists in data. */
export const maximumDataLevels = 64;

/** Whether data is nested deeper than allowed. Iterates level by level: recursion could exhaust the stack. */
export function isTooDeep(data: unknown): boolean {
  let level = [data];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maximumDataLevels) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}
