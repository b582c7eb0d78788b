/** Levels of objects and lists that data may have. */
export const maximumDataLevels = 64;

/** Whether data has more levels than allowed. Goes down level by level, so that no depth can exhaust the stack. */
export function isTooDeep(data: unknown): boolean {
  let level = [data];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maximumDataLevels) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}
