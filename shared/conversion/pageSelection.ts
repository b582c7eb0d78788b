/** The greatest page number that ranges can name, so that an engine can take it as the end of any document. */
const greatestPage = 99_999;

/** First and last page of a range as written, for an open range with the page that it leaves out. */
function endsOf(range: string): [first: string, last: string] {
  const [first = '', last = first] = range.trim().split('-');
  return [first || '1', last || 'r1'];
}

/** Whether a range can contain a page. For `2-r2` that depends on the number of pages. */
export function isRange(range: string): boolean {
  const ends = endsOf(range);
  const [from, to] = ends.map((page) => Number(page.replace('r', '')));
  if (!from || !to) return false;
  const [fromEnd, toEnd] = ends.map((page) => page.startsWith('r'));
  if (fromEnd !== toEnd) return true;
  return fromEnd ? to <= from : from <= to;
}

/**
 * The ranges for a document, without the pages that do not exist. Ranges without any page are left out.
 * @param ranges accepted by the schema, such as `1-3,7-,r1`
 * @param count number of pages of the document
 * @returns first and last page of each range, from 1
 */
export function resolveRanges(ranges: string, count: number): [first: number, last: number][] {
  const numberOf = (page: string) =>
    page.startsWith('r') ? count + 1 - Number(page.slice(1)) : Number(page);
  return ranges.split(',').flatMap((range) => {
    const [first, last] = endsOf(range);
    const [from, to] = [Math.max(numberOf(first), 1), Math.min(numberOf(last), count)];
    return from <= to ? [[from, to] as [number, number]] : [];
  });
}

/**
 * The ranges for an engine that exports pages, which only knows ascending ranges of two numbers.
 * @returns undefined if the engine cannot select these pages, because they depend on the number of pages or do not ascend
 */
export function engineRanges(ranges: string): string | undefined {
  let highest = 0;
  const parts = ranges.split(',').map((range) => {
    const [first, last] = endsOf(range);
    const [from, to] = [Number(first), last === 'r1' ? greatestPage : Number(last)];
    const follows = from > highest && to >= from;
    highest = to;
    return follows ? (from === to ? `${from}` : `${from}-${to}`) : undefined;
  });
  return parts.includes(undefined) ? undefined : parts.join(',');
}

/** The sentence for ranges without any page of the document. @param count number of its pages, if it is known */
export function noSuchPages(count?: number): string {
  const known = count === undefined ? '' : `: it has ${count} page${count === 1 ? '' : 's'}`;
  return `The document has none of the requested pages${known}.`;
}
