import { allowanceOf } from '../../tenancy/quotas/allowance.ts';
import { chargeOperations } from '../../tenancy/quotas/charges.ts';
import { counterOf } from '../../tenancy/quotas/counter.ts';
import type { JobRecord } from '../record.ts';
import type { JobServices } from '../services.ts';

type DeletedJob = Pick<JobRecord, 'organisationId' | 'callerId' | 'storedBytes'>;

/**
 * Takes the bytes of deleted jobs back from the quotas, with one patch for each counter. If the process dies before, the
 * bytes are counted again from the records.
 */
export async function releaseBytes(deleted: Iterable<DeletedJob>, services: JobServices): Promise<void> {
  const sums = new Map<string, Required<DeletedJob>>();
  for (const { organisationId, callerId, storedBytes = 0 } of deleted) {
    const key = counterOf({ organisationId, callerId }).partition.join();
    const sum = sums.get(key)?.storedBytes ?? 0;
    sums.set(key, { organisationId, callerId, storedBytes: sum + storedBytes });
  }
  for (const owner of sums.values()) {
    const { quotas } = await allowanceOf(owner.organisationId, services);
    const refund = chargeOperations({ stored_bytes: owner.storedBytes }, quotas, services.clock.now(), -1);
    const { partition, id } = counterOf(owner);
    if (refund.length > 0) await services.counters.patch(partition, id, refund);
  }
}
