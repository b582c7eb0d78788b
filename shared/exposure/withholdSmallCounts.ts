/** Smaller counts are withheld because they could identify a person. */
export const minimumPublishes = 10;

/**
 * Replaces counts below ten by null. If the withheld counts together are still below ten, the total would reveal them, so
 * the smallest visible count is withheld too.
 * @param counts a partition of the publishes: each publish is in exactly one count
 */
export function withholdSmallCounts(counts: readonly number[]): (number | null)[] {
  const visible = counts.map((count) => (count >= minimumPublishes ? count : null));
  const hidden = () => counts.reduce((sum, count, index) => (visible[index] === null ? sum + count : sum), 0);
  while (hidden() > 0 && hidden() < minimumPublishes) {
    const smallest = Math.min(...visible.filter((count) => count !== null));
    if (smallest === Number.POSITIVE_INFINITY) break;
    visible[visible.indexOf(smallest)] = null;
  }
  return visible;
}
