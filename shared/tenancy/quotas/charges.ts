import type { Counter } from './counter.ts';
import { type Metric, metrics, type Quota } from './quota.ts';
import { windowKey } from './windows.ts';

/** What a request is about to use: metric → amount. With 0, it is admitted below the maximum, and counted later or elsewhere. */
export type Demands = Partial<Record<Metric, number>>;

interface Increment {
  op: 'incr';
  path: string;
  value: number;
}

/** Amounts that exist now are counted from the records again after this time: their quota may be new. */
const recountMilliseconds = 3 * 3_600_000;

const staleBefore = (now: Date) => new Date(now.getTime() - recountMilliseconds).toISOString();

/** Amounts of this metric are the numbers of entries and held jobs, so they are neither added nor recounted. */
const isDerived = ({ metric }: Quota) => metric === 'concurrent_jobs';

/** Whether the counter has no recent amount of the metric of a quota, which must be counted from the records. */
export function isStale({ recounted }: Counter, quota: Quota, now: Date): boolean {
  if (!metrics[quota.metric].state || isDerived(quota)) return false;
  return (recounted[quota.metric] ?? '') <= staleBefore(now);
}

/** The amount that is used of a quota. */
export function usedOf(counter: Counter | undefined, quota: Quota, now: Date): number {
  if (!counter) return 0;
  return isDerived(quota) ? counter.count + counter.held : (counter.used[windowKey(quota, now)] ?? 0);
}

/** The quotas that a request falls under, with the amount that must be free. */
export function demanded(demands: Demands, quotas: readonly Quota[]): { quota: Quota; needs: number }[] {
  return quotas.flatMap((quota) => {
    const amount = demands[quota.metric];
    return amount === undefined ? [] : [{ quota, needs: Math.max(1, amount) }];
  });
}

/** Cosmos conditions for a counter that has what a request needs. Keys contain nothing that needs escaping. */
export function chargeConditions(demands: Demands, quotas: readonly Quota[], now: Date): string[] {
  return demanded(demands, quotas).map(({ quota, needs }) => {
    const free = quota.max - needs;
    if (isDerived(quota)) return `c.count + c.held <= ${free}`;
    const used = `c.used["${windowKey(quota, now)}"]`;
    if (metrics[quota.metric].state)
      return `${used} <= ${free} AND c.recounted["${quota.metric}"] > '${staleBefore(now)}'`;
    return free < 0 ? 'false' : `(NOT IS_DEFINED(${used}) OR ${used} <= ${free})`;
  });
}

/** Patch operations that add amounts to the quotas of a counter; `sign` −1 takes them back. */
export function chargeOperations(
  amounts: Demands,
  quotas: readonly Quota[],
  at: Date,
  sign: 1 | -1 = 1,
): Increment[] {
  return quotas.flatMap((quota) => {
    const amount = amounts[quota.metric] ?? 0;
    if (amount === 0 || isDerived(quota)) return [];
    return [{ op: 'incr', path: `/used/${windowKey(quota, at)}`, value: sign * amount }];
  });
}
