import type { Region } from '../region.ts';
import type { ExposureServices } from '../services.ts';
import type { Window } from '../window.ts';
import type { ExportableKey } from './exportedClaim.ts';
import type { Range } from './manifest.ts';

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

const parts = {
  /** Keys that are exported for the first time. */
  keys: 'c.window = @start',
  /** Revised keys that were exported before. A key revised before its first export is among `keys`. */
  revised: 'c.revised.window = @start AND c.window < @start',
} as const;

const pageSize = 2000;

const whereOf = (range: Range | undefined) =>
  `ARRAY_CONTAINS(c.regions, @region)${range ? ' AND c.id >= @from' : ''}${range?.to ? ' AND c.id < @to' : ''}`;

const boundsOf = (range: Range | undefined) => ({
  ...(range && { from: range.from }),
  ...(range?.to && { to: range.to }),
});

/** The keys of a window, sorted by id, page by page. A key of several regions is exported in each of them. */
export function windowKeys(
  part: keyof typeof parts,
  { region, start }: WindowOfRegion,
  range: Range,
  { exposureKeys }: Pick<ExposureServices, 'exposureKeys'>,
): AsyncGenerator<ExportableKey[]> {
  const first = part === 'keys' ? 'c.window' : 'c.revised.window';
  return exposureKeys.pages<ExportableKey>({
    text: `SELECT c.id, c.rollingStart, c.rollingPeriod, c.window, c.revised,
      c.reportType, c.transmissionRisk, c.daysSinceOnset
      FROM c WHERE ${parts[part]} AND ${whereOf(range)} ORDER BY ${first} ASC, c.id ASC`,
    parameters: { region, start, ...boundsOf(range) },
    pageSize,
  });
}

/** Number of keys per part. */
export type Counts = Record<keyof typeof parts, number>;

export const sumOf = ({ keys, revised }: Counts): number => keys + revised;

const countedParts = {
  keys: 'c.window >= @start AND c.window < @end',
  revised: 'c.revised.window >= @start AND c.revised.window < @end AND c.window < c.revised.window',
} as const satisfies Record<keyof Counts, string>;

/** Counts the keys of windows. A key that is exported twice, because it was revised, counts twice. */
export async function countKeys(
  { region, start, end }: WindowOfRegion,
  { exposureKeys }: Pick<ExposureServices, 'exposureKeys'>,
  range?: Range,
): Promise<Counts> {
  const countOf = async (part: keyof Counts) => {
    let sum = 0;
    for await (const count of exposureKeys.query<number>({
      text: `SELECT VALUE COUNT(1) FROM c WHERE ${countedParts[part]} AND ${whereOf(range)}`,
      parameters: { region, start, end, ...boundsOf(range) },
    }))
      sum += count;
    return sum;
  };
  return { keys: await countOf('keys'), revised: await countOf('revised') };
}
