import type { Region } from '../region.ts';
import type { ExposureServices } from '../services.ts';
import type { Window } from '../window.ts';
import type { ExportableKey } from './exportedClaim.ts';
import type { Range } from './manifest.ts';
import { mergePages } from './mergePages.ts';

/** One window or several consecutive windows of a region. */
export interface WindowOfRegion {
  region: string;
  /** Start of the first window, Unix seconds. */
  start: number;
  /** End of the last window, exclusive, Unix seconds. */
  end: number;
}

/** A query range with exactly the keys whose window number is this start. */
export const singleWindow = (
  { id }: Pick<Region, 'id'>,
  { start }: Pick<Window, 'start'>,
): WindowOfRegion => ({
  region: id,
  start,
  end: start + 1,
});

/** The two origins of the keys of a region, with the window in which they are exported there. */
const origins = {
  /** Keys of the health authority that published them first: nearly all. */
  first: { from: 'c', window: 'c.window', isOfRegion: 'ARRAY_CONTAINS(c.regions, @region)' },
  /** Keys to which the region was added by a later publish. */
  added: { from: 'c JOIN a IN c.added', window: 'a.window', isOfRegion: 'a.region = @region' },
} as const;
type Origin = (typeof origins)[keyof typeof origins];

/** Keys that are exported for the first time, and keys that were exported before and have been revised. */
const parts = {
  keys: ({ window }: Origin) => ({ first: window, condition: `${window} >= @start AND ${window} < @end` }),
  // A key that is revised before its first export is among `keys`.
  revised: ({ window }: Origin) => ({
    first: 'c.revised.window',
    condition: `c.revised.window >= @start AND c.revised.window < @end AND ${window} < c.revised.window`,
  }),
} as const;
type Part = keyof typeof parts;

const pageSize = 2000;

const rangeOf = (range: Range | undefined) =>
  `${range ? ' AND c.id >= @from' : ''}${range?.to ? ' AND c.id < @to' : ''}`;

const boundsOf = (range: Range | undefined) => ({
  ...(range && { from: range.from }),
  ...(range?.to && { to: range.to }),
});

/** The keys of a window, sorted by id, page by page. A key of several regions is exported in each of them. */
export async function* windowKeys(
  part: Part,
  { region, start }: Pick<WindowOfRegion, 'region' | 'start'>,
  range: Range,
  { exposureKeys }: Pick<ExposureServices, 'exposureKeys'>,
): AsyncGenerator<ExportableKey[]> {
  const pagesOf = (origin: Origin) => {
    const { first } = parts[part](origin);
    const before = part === 'revised' ? ` AND ${origin.window} < @start` : '';
    // The composite index serves the order of the first origin. The few keys of the other one are sorted without it.
    const order = origin === origins.first ? `${first} ASC, c.id ASC` : 'c.id ASC';
    return exposureKeys.pages<ExportableKey>({
      text: `SELECT c.id, c.rollingStart, c.rollingPeriod, ${origin.window}, c.revised,
        c.reportType, c.transmissionRisk, c.daysSinceOnset
        FROM ${origin.from} WHERE ${first} = @start${before} AND ${origin.isOfRegion}${rangeOf(range)} ORDER BY ${order}`,
      parameters: { region, start, ...boundsOf(range) },
      pageSize,
    });
  };
  yield* mergePages(pagesOf(origins.first), pagesOf(origins.added));
}

/** Number of keys per part. */
export type Counts = Record<Part, number>;

export const sumOf = ({ keys, revised }: Counts): number => keys + revised;

/** Counts the keys of windows. A key that is exported twice, because it was revised, counts twice. */
export async function countKeys(
  { region, start, end }: WindowOfRegion,
  { exposureKeys }: Pick<ExposureServices, 'exposureKeys'>,
  range?: Range,
): Promise<Counts> {
  const countOf = async (part: Part) => {
    let sum = 0;
    for (const origin of Object.values(origins))
      for await (const count of exposureKeys.query<number>({
        text: `SELECT VALUE COUNT(1) FROM ${origin.from}
          WHERE ${parts[part](origin).condition} AND ${origin.isOfRegion}${rangeOf(range)}`,
        parameters: { region, start, end, ...boundsOf(range) },
      }))
        sum += count;
    return sum;
  };
  return { keys: await countOf('keys'), revised: await countOf('revised') };
}
