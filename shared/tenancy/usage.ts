import { concurrently } from '../async/concurrently.ts';
import { ConveyorError } from '../errors.ts';
import type { Owner } from '../identity/caller.ts';
import { dayOf } from '../identity/device.ts';
import { callerDayOf, type Usage } from './ledger.ts';
import type { TenancyServices } from './services.ts';

/** The usage of one day, UTC. */
export interface DayUsage extends Usage {
  /** `YYYY-MM-DD` */
  day: string;
  jobs: number;
}

/** Maximum range of one request, in days. */
export const longestRange = 92;

const millisecondsADay = 86_400_000;

/** Aggregated by Cosmos DB, which may return partial sums in several rows. */
const sums = `SELECT COUNT(1) AS jobs, SUM(c.documents) AS documents, SUM(c.pages) AS pages, SUM(c.bytesIn) AS bytesIn,
  SUM(c.bytesOut) AS bytesOut, SUM(c.engineMilliseconds) AS engineMilliseconds
  FROM c WHERE c.organisationId = @organisation AND c.day = @day`;

/** A caller, or without `callerId` a whole organisation. */
type UsageOwner = Pick<Owner, 'organisationId'> & Partial<Owner>;

/**
 * The usage of a caller or an organisation per day; days without a job are omitted.
 * @param range first and last day, `YYYY-MM-DD`, UTC; by default the last 31 days
 * @throws ConveyorError `invalid_parameter` if the range is empty or too long
 */
export async function usageOf(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  owner: UsageOwner,
  services: TenancyServices,
): Promise<{ from: string; to: string; days: DayUsage[]; total: Omit<DayUsage, 'day'> }> {
  const last = to ?? dayOf(services.clock.now());
  const first = from ?? dayOf(new Date(Date.parse(last) - 30 * millisecondsADay));
  const count = (Date.parse(last) - Date.parse(first)) / millisecondsADay + 1;
  if (!(count >= 1 && count <= longestRange))
    throw new ConveyorError('invalid_parameter', {
      detail: `\`from\` and \`to\` must span 1 to ${longestRange} days.`,
    });
  const days: DayUsage[] = [];
  const all = Array.from({ length: count }, (_, index) =>
    dayOf(new Date(Date.parse(first) + index * millisecondsADay)),
  );
  await concurrently(all, { concurrency: 16, milliseconds: Number.POSITIVE_INFINITY }, async (day) => {
    const used = await onDay(day, owner, services);
    if (used.jobs > 0) days.push(used);
  });
  days.sort((one, other) => (one.day < other.day ? -1 : 1));
  const { day: _, ...total } = days.reduce(add, { day: '', ...nothing });
  return { from: first, to: last, days, total };
}

async function onDay(
  day: string,
  { organisationId, callerId }: UsageOwner,
  { ledger }: Pick<TenancyServices, 'ledger'>,
): Promise<DayUsage> {
  const isWhole = callerId === undefined;
  const rows = ledger.query<Partial<Omit<DayUsage, 'day'>>>({
    text: isWhole ? sums : `${sums} AND c.callerId = @caller`,
    parameters: { organisation: organisationId, day, ...(!isWhole && { caller: callerId }) },
    partition: isWhole ? [organisationId] : [organisationId, callerDayOf(callerId, day)],
  });
  let used: DayUsage = { day, ...nothing };
  for await (const row of rows) used = add(used, row);
  return used;
}

const nothing = { jobs: 0, documents: 0, pages: 0, bytesIn: 0, bytesOut: 0, engineMilliseconds: 0 };

function add(one: DayUsage, other: Partial<DayUsage>): DayUsage {
  const names = Object.keys(nothing) as (keyof typeof nothing)[];
  return {
    day: one.day,
    ...(Object.fromEntries(names.map((name) => [name, one[name] + (other[name] ?? 0)])) as typeof nothing),
  };
}
