/** Selects crash points: the first and last in `npm test`, all of them in the soak tests (`CRASHES=all`), which take longer. */
export function selectCrashPoints(points: readonly number[]): readonly number[] {
  if (process.env.CRASHES === 'all') return points;
  return points.filter((_, index) => index === 0 || index === points.length - 1);
}
