import type { Owner } from '../../identity/caller.ts';
import type { TenancyServices } from '../services.ts';
import { allowanceOf } from './allowance.ts';
import { chargeOperations } from './charges.ts';
import { type CounterAddress, counterOf, emptyCounter } from './counter.ts';
import type { PendingCalls } from './pendingCalls.ts';
import type { Quota } from './quota.ts';
import { refuseExceeded } from './refuse.ts';

/** How long an instance collects calls before it adds them to a counter. */
const intervalMilliseconds = 10_000;

/**
 * Counts an API call, if there is a quota of calls. An instance collects calls in memory and adds them to the counter at
 * intervals, so that a call needs no request of its own. All instances together exceed a quota by at most the calls of one interval.
 * @throws ConveyorError `quota_exceeded`
 */
export async function countCall(caller: Owner, services: TenancyServices): Promise<void> {
  const { quotas } = await allowanceOf(caller.organisationId, services);
  const ofCalls = quotas.filter(({ metric }) => metric === 'api_calls');
  if (ofCalls.length === 0) return;
  const address = counterOf(caller);
  const pending = services.pendingCalls.of(address);
  const now = services.clock.now();
  if (now.getTime() - pending.writtenAt >= intervalMilliseconds) {
    pending.writtenAt = now.getTime();
    await write(address, pending, ofCalls, services);
  }
  refuseExceeded(pending.counter, { api_calls: pending.count + 1 }, ofCalls, now);
  pending.count++;
}

/** Adds pending calls to the counter, and reads it. After a failure they are added at the next interval. */
async function write(
  address: CounterAddress,
  pending: PendingCalls,
  quotas: readonly Quota[],
  { counters, clock, log }: TenancyServices,
): Promise<void> {
  const { partition, id } = address;
  const { count } = pending;
  const operations = chargeOperations({ api_calls: count }, quotas, clock.now());
  const add = () => (count > 0 ? counters.patch(partition, id, operations) : counters.read(partition, id));
  pending.count = 0;
  try {
    let written = await add();
    if (!written && count > 0) {
      await counters.create(emptyCounter(address));
      written = await add();
    }
    pending.counter = written?.record;
  } catch (error) {
    pending.count += count;
    log.warn('API calls could not be added to their counter.', {
      counter: partition.join(),
      calls: count,
      error,
    });
  }
}
