import type { Stored } from '../../azure/cosmos.ts';
import { optimisticUpdate } from '../../azure/optimisticUpdate.ts';
import { ConveyorError } from '../../errors.ts';
import type { TenancyServices } from '../services.ts';
import { allowanceOf } from './allowance.ts';
import { chargeConditions, chargeOperations, type Demands, demanded } from './charges.ts';
import { type Counter, type CounterAddress, emptyCounter } from './counter.ts';
import { type Recounts, recountStale } from './recount.ts';
import { refuseExceeded } from './refuse.ts';

/**
 * Charges amounts to the quotas of a counter, in one conditional patch; without a quota of these metrics, does nothing.
 * @param recounts how amounts that exist now are counted from the records
 * @throws ConveyorError `quota_exceeded`
 */
export async function charge(
  address: CounterAddress,
  demands: Demands,
  services: TenancyServices,
  recounts: Recounts = {},
): Promise<void> {
  const { counters, clock } = services;
  const { partition, id } = address;
  const { quotas } = await allowanceOf(partition[0], services);
  const now = clock.now();
  const conditions = chargeConditions(demands, quotas, now);
  if (conditions.length === 0) return;
  const add = () =>
    counters.patch(partition, id, chargeOperations(demands, quotas, now), {
      condition: `FROM c WHERE ${conditions.join(' AND ')}`,
    });
  const createAndAdd = async () => {
    await counters.create(emptyCounter(address));
    return add();
  };
  await optimisticUpdate<Stored<Counter> | 'unread' | undefined, Stored<Counter>>({
    tries: 5,
    // The patch usually succeeds and needs no read.
    held: { found: 'unread' },
    read: () => counters.read(partition, id),
    decide: async (found) => {
      if (found === 'unread') return { write: add };
      if (!found) return { write: createAndAdd };
      const ofMetrics = demanded(demands, quotas).map(({ quota }) => quota);
      if (!(await recountStale(address, found.record, ofMetrics, recounts, services)))
        refuseExceeded(found.record, demands, quotas, now);
      return { write: add };
    },
    exhausted: () => Promise.reject(new ConveyorError('unavailable', { headers: { 'retry-after': '1' } })),
  });
}

/**
 * Takes back amounts that were charged at a moment. A failure is logged and not thrown: what was charged remains, and amounts
 * that exist now are counted again by a timer.
 */
export async function refund(
  { partition, id }: CounterAddress,
  amounts: Demands,
  at: Date,
  services: TenancyServices,
): Promise<void> {
  try {
    const { quotas } = await allowanceOf(partition[0], services);
    const operations = chargeOperations(amounts, quotas, at, -1);
    if (operations.length > 0) await services.counters.patch(partition, id, operations);
  } catch (error) {
    services.log.warn('A charge could not be taken back.', { counter: partition.join(), error });
  }
}
