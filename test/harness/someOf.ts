/**
 * The points at which a test kills an app: the first and the last where what must pass before a change lands is run; all
 * of them in the soak (`CRASHES=all`), which has the time.
 */
export function someOf(points: readonly number[]): readonly number[] {
  if (process.env.CRASHES === 'all') return points;
  return points.filter((_, index) => index === 0 || index === points.length - 1);
}
