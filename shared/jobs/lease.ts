import type { Stored } from '../azure/cosmos.ts';
import type { Services } from '../services.ts';
import { type JobRecord, partitionOf } from './record.ts';
import { become, isTerminal } from './states.ts';

/** Why a worker does not get a job: it has ended, or another worker holds it. */
export type Refusal = 'ended' | 'held';

/**
 * Takes a job for this worker: `running`, one attempt more, held until its time limit and a margin have passed.
 * Of two workers that try at once, the ETag lets one win.
 * @throws Error if there is no record (yet): the message is tried again, never acknowledged.
 */
export async function take(
  job: { id: string; organisationId: string; sessionToken?: string | undefined },
  { jobs, clock, config }: Services,
): Promise<Stored<JobRecord> | Refusal> {
  for (;;) {
    const found = await jobs.read(partitionOf(job), job.id, job.sessionToken);
    if (!found) throw new Error(`The job ${job.id} is not found.`);
    const { record, etag } = found;
    const now = clock.now();
    if (isTerminal(record.status)) return 'ended';
    if (record.leaseUntil && record.leaseUntil > now.toISOString()) return 'held';
    const seconds = config.jobSeconds + config.leaseMarginSeconds;
    const taken = await jobs.replace(
      partitionOf(record),
      become(record, 'running', {
        attempt: record.attempt + 1,
        startedAt: record.startedAt ?? now.toISOString(),
        leaseUntil: new Date(now.getTime() + seconds * 1000).toISOString(),
      }),
      etag,
    );
    // Undefined: somebody changed it since; look again who.
    if (taken) return taken;
  }
}

/** Gives a job back that was not finished, so that the next worker need not wait for the lease to run out. */
export async function giveBack(
  { record, etag }: Stored<JobRecord>,
  reason: 'failed' | 'drained',
  { jobs }: Services,
): Promise<void> {
  const free: JobRecord = { ...record, drains: record.drains + (reason === 'drained' ? 1 : 0) };
  delete free.leaseUntil;
  // Undefined: it is not this worker's any more, so there is nothing to give back.
  await jobs.replace(partitionOf(record), free, etag);
}
