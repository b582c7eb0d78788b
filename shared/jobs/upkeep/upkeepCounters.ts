import { concurrently } from '../../async/concurrently.ts';
import { allOrganisations } from '../../tenancy/findOrganisation.ts';
import { allowanceOf } from '../../tenancy/quotas/allowance.ts';
import type { Counter } from '../../tenancy/quotas/counter.ts';
import type { Quota } from '../../tenancy/quotas/quota.ts';
import { recountAll } from '../../tenancy/quotas/recount.ts';
import { endedWindows } from '../../tenancy/quotas/windows.ts';
import { recountsOf } from '../recountsOf.ts';
import type { JobServices } from '../services.ts';

/** With the other parts of the timer shorter than `functionTimeout`. */
const share = { concurrency: 16, milliseconds: 4 * 60_000 };
/** Cosmos DB accepts 10 operations in a patch. */
const operationsPerPatch = 10;

type FoundCounter = Counter & { _etag: string };

/**
 * Removes periods that have ended from the counters of organisations with quotas, and counts what exists now from the records:
 * a crash, or a quota that was changed meanwhile, leaves a difference. An interrupted run can be repeated.
 * @returns the number of counters
 */
export async function upkeepCounters(services: JobServices): Promise<number> {
  let count = 0;
  await concurrently(countersWithQuotas(services), share, async ({ counter, quotas }) => {
    count++;
    try {
      await removeEndedWindows(counter, services);
      const { organisationId, id } = counter;
      const address = { partition: [organisationId, id] as [string, string], id };
      await recountAll(address, counter, quotas, recountsOf(address, services), services);
    } catch (error) {
      // The next run retries. One failure must not stop the others.
      services.log.error('A counter could not be brought up to date.', { counter: counter.id, error });
    }
  });
  return count;
}

async function* countersWithQuotas(
  services: JobServices,
): AsyncGenerator<{ counter: FoundCounter; quotas: readonly Quota[] }> {
  for await (const { id } of allOrganisations(services)) {
    const { quotas } = await allowanceOf(id, services);
    if (quotas.length === 0) continue;
    const counters = services.counters.query<FoundCounter>({
      text: 'SELECT * FROM c WHERE c.organisationId = @organisation',
      parameters: { organisation: id },
      partition: [id],
    });
    for await (const counter of counters) yield { counter, quotas };
  }
}

async function removeEndedWindows(
  { organisationId, id, used, _etag }: FoundCounter,
  { counters, clock }: Pick<JobServices, 'counters' | 'clock'>,
): Promise<void> {
  const ended = endedWindows(Object.keys(used), clock.now());
  let etag = _etag;
  for (let first = 0; first < ended.length; first += operationsPerPatch) {
    const operations = ended
      .slice(first, first + operationsPerPatch)
      .map((key) => ({ op: 'remove' as const, path: `/used/${key}` }));
    const removed = await counters.patch([organisationId, id], id, operations, { etag });
    // The counter changed; the next run removes the rest.
    if (!removed) return;
    ({ etag } = removed);
  }
}
