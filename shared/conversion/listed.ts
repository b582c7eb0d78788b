/**
 * The first items of a list for a sentence, such as `a, b and 3 more`.
 * @param most the number of items that are named
 * @param others what the rest is called
 */
export function listed(items: readonly string[], most: number, others = 'more'): string {
  const named = items.slice(0, most).join(', ');
  const more = items.length - most;
  return more > 0 ? `${named} and ${more} ${others}` : named;
}
