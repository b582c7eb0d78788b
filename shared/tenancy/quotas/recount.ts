import type { TenancyServices } from '../services.ts';
import { isStale } from './charges.ts';
import type { Counter, CounterAddress } from './counter.ts';
import type { Metric, Quota } from './quota.ts';
import { windowKey } from './windows.ts';

/** How the amounts that exist now are counted from the records. Metric → the amount. */
export type Recounts = Partial<Record<Metric, () => Promise<number>>>;

/**
 * Counts an amount again. The difference is added, because the amount changes while its records are read: the next run corrects
 * what was in progress.
 */
async function recount(
  { partition, id }: CounterAddress,
  counter: Counter,
  metric: Metric,
  count: () => Promise<number>,
  { counters, clock }: Pick<TenancyServices, 'counters' | 'clock'>,
): Promise<void> {
  const key = windowKey({ metric, period: 'total' }, clock.now());
  const last = counter.recounted[metric];
  const difference = (await count()) - (counter.used[key] ?? 0);
  await counters.patch(
    partition,
    id,
    [
      { op: 'incr', path: `/used/${key}`, value: difference },
      { op: 'set', path: `/recounted/${metric}`, value: clock.now().toISOString() },
    ],
    // Of two concurrent runs, one adds its difference.
    {
      condition: last
        ? `FROM c WHERE c.recounted["${metric}"] = '${last}'`
        : `FROM c WHERE NOT IS_DEFINED(c.recounted["${metric}"])`,
    },
  );
}

/** Counts the amounts again whose quota is new or was not used for hours. @returns whether there was one */
export async function recountStale(
  address: CounterAddress,
  counter: Counter,
  quotas: readonly Quota[],
  recounts: Recounts,
  services: Pick<TenancyServices, 'counters' | 'clock'>,
): Promise<boolean> {
  const now = services.clock.now();
  const stale = quotas.filter((quota) => isStale(counter, quota, now));
  return recountAll(address, counter, stale, recounts, services);
}

/** Counts the amounts of these quotas again. @returns whether there was one */
export async function recountAll(
  address: CounterAddress,
  counter: Counter,
  quotas: readonly Quota[],
  recounts: Recounts,
  services: Pick<TenancyServices, 'counters' | 'clock'>,
): Promise<boolean> {
  let found = false;
  for (const { metric } of quotas) {
    const count = recounts[metric];
    if (!count) continue;
    await recount(address, counter, metric, count, services);
    found = true;
  }
  return found;
}
