import type { Range } from './manifest.ts';

const idBits = 128n;
const endOfIds = 1n << idBits;
const idOf = (number: bigint): string => number.toString(16).padStart(32, '0');

/** Whether a key is in a range. */
export const isWithin = ({ from, to }: Range, id: string): boolean =>
  id >= from && (to === undefined || id < to);

/**
 * Splits the keys of a window into ranges of at most `maximum` keys each by repeated halving of the id space. So the result
 * depends only on the ids. Empty ranges are omitted.
 * @param total number of keys
 * @param count returns the number of keys in a range
 */
export async function split(
  total: number,
  maximum: number,
  count: (range: Range) => Promise<number>,
): Promise<Range[]> {
  const ranges: Range[] = [];
  const cut = async (from: bigint, to: bigint, keys: number): Promise<void> => {
    if (keys === 0) return;
    if (keys <= maximum || to - from === 1n) {
      ranges.push({ from: idOf(from), ...(to < endOfIds && { to: idOf(to) }) });
      return;
    }
    const middle = (from + to) >> 1n;
    const lower = await count({ from: idOf(from), to: idOf(middle) });
    await cut(from, middle, lower);
    await cut(middle, to, keys - lower);
  };
  await cut(0n, endOfIds, total);
  return ranges;
}
