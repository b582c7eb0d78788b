import type { Region } from '../region.ts';
import type { ExposureServices } from '../services.ts';
import type { Window } from '../window.ts';
import { type Counts, countKeys, singleWindow, sumOf } from './windowKeys.ts';

/** A window with keys, or a run of windows without. */
export interface CountedWindow {
  window: Window;
  counts: Counts;
}

/**
 * Counts the keys of each window. Halves the range of windows, so that a range without keys takes a single query.
 * @param windows consecutive windows, ascending
 * @returns ascending; consecutive windows without keys are one run
 */
export async function countWindows(
  region: Region,
  windows: readonly Window[],
  services: Pick<ExposureServices, 'exposureKeys'>,
): Promise<CountedWindow[]> {
  const counted: CountedWindow[] = [];
  const add = (next: CountedWindow) => {
    const last = counted.at(-1);
    if (last && sumOf(last.counts) === 0 && sumOf(next.counts) === 0 && last.window.end === next.window.start)
      last.window = { start: last.window.start, end: next.window.end };
    else counted.push(next);
  };
  const count = async (part: readonly Window[]): Promise<void> => {
    const [first, last] = [part[0], part.at(-1)];
    if (!first || !last) return;
    const isOne = part.length === 1;
    const window = { start: first.start, end: last.end };
    const counts = await countKeys(
      isOne ? singleWindow(region, first) : { region: region.id, ...window },
      services,
    );
    if (isOne || sumOf(counts) === 0) return add({ window, counts });
    const middle = part.length >> 1;
    await count(part.slice(0, middle));
    await count(part.slice(middle));
  };
  await count(windows);
  return counted;
}
