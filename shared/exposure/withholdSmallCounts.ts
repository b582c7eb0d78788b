/** So many publishes must stand behind a number that is told. */
export const leastPublishes = 10;

/**
 * Counts of publishes of which each publish stands in one, without those that tell of few: a count below ten is withheld
 * (null), and where the withheld ones together are still below ten, so that the total would tell of them, the smallest
 * told one too.
 */
export function withheld(counts: readonly number[]): (number | null)[] {
  const told = counts.map((count) => (count >= leastPublishes ? count : null));
  const hidden = () => counts.reduce((sum, count, index) => (told[index] === null ? sum + count : sum), 0);
  while (hidden() > 0 && hidden() < leastPublishes) {
    const smallest = Math.min(...told.filter((count) => count !== null));
    if (smallest === Number.POSITIVE_INFINITY) break;
    told[told.indexOf(smallest)] = null;
  }
  return told;
}
