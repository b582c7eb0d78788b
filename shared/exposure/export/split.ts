import type { Range } from './manifest.ts';

const idBits = 128n;
const wholeIds = 1n << idBits;
const idOf = (number: bigint): string => number.toString(16).padStart(32, '0');

/** Whether a key lies in a range. */
export const isWithin = ({ from, to }: Range, id: string): boolean =>
  id >= from && (to === undefined || id < to);

/**
 * Cuts the keys of a window into ranges of at most `maximum` keys each, by halving, so that what lies where decides it and
 * nothing else. Empty ranges are left out.
 * @param total how many keys there are in all
 * @param count how many there are in a range
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
      ranges.push({ from: idOf(from), ...(to < wholeIds && { to: idOf(to) }) });
      return;
    }
    const middle = (from + to) >> 1n;
    const lower = await count({ from: idOf(from), to: idOf(middle) });
    await cut(from, middle, lower);
    await cut(middle, to, keys - lower);
  };
  await cut(0n, wholeIds, total);
  return ranges;
}
