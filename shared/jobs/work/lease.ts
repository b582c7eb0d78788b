import type { Stored } from '../../azure/cosmos.ts';
import { optimisticUpdate } from '../../azure/optimisticUpdate.ts';
import type { Configuration } from '../../configuration.ts';
import { type JobRecord, partitionOf } from '../record.ts';
import type { JobServices } from '../services.ts';
import { isTerminal } from '../states.ts';
import { transition } from '../transition.ts';
import { attemptsOf, failExhausted, maximumAttempts } from './failExhausted.ts';

const leaseEnd = (now: Date, { leaseSeconds }: Configuration): string =>
  new Date(now.getTime() + leaseSeconds * 1000).toISOString();

/** Why a worker cannot acquire a job: it has ended, another worker has its lease, or it is held and will be sent later. */
export interface Refusal {
  refused: 'ended' | 'leased' | 'held';
  record: JobRecord;
}

/** Cosmos condition for a job that no worker holds and that is not held back; AND takes precedence over OR. */
const free = (now: string) =>
  `FROM c WHERE c.status = 'queued' AND NOT IS_DEFINED(c.held) OR c.status = 'running' AND c.leaseUntil <= '${now}'`;

/**
 * Acquires a job for this worker: sets `running`, increments `attempt` and starts a lease. One conditional write, so of
 * two concurrent workers one wins.
 * @throws Error if the record does not exist (yet): the message is retried, never acknowledged
 */
export async function acquireLease(
  job: { id: string; organisationId: string; sessionToken?: string | undefined },
  services: JobServices,
): Promise<Stored<JobRecord> | Refusal> {
  const { jobs, clock, config } = services;
  const now = clock.now();
  const taken = await jobs.patch(
    partitionOf(job),
    job.id,
    [
      { op: 'set', path: '/status', value: 'running' },
      { op: 'incr', path: '/attempt', value: 1 },
      { op: 'set', path: '/startedAt', value: now.toISOString() },
      { op: 'set', path: '/leaseUntil', value: leaseEnd(now, config) },
    ],
    { condition: free(now.toISOString()) },
  );
  if (taken) {
    if (attemptsOf(taken.record) <= maximumAttempts) return taken;
    // Its earlier workers were all killed, so no message reached maxDequeueCount.
    await failExhausted(taken, services);
    return { refused: 'ended', record: taken.record };
  }
  const found = await jobs.read(partitionOf(job), job.id, job.sessionToken);
  if (!found) throw new Error(`The job ${job.id} was not found.`);
  const { record } = found;
  if (record.held) return { refused: 'held', record };
  if (record.status === 'queued') throw new Error(`The job ${job.id} was requeued just now.`);
  return { refused: isTerminal(record.status) ? 'ended' : 'leased', record };
}

/**
 * Renews the lease of a job once a third of it has passed: most jobs end earlier and need no such write. An expired
 * lease is renewed too, unless another worker has acquired the job.
 * @returns the current job; `undefined` if the record changed since it was read
 */
export async function renewLease(
  held: Stored<JobRecord>,
  { jobs, clock, config }: Pick<JobServices, 'jobs' | 'clock' | 'config'>,
): Promise<Stored<JobRecord> | undefined> {
  const { record, etag } = held;
  const left = Date.parse(record.leaseUntil ?? '') - clock.now().getTime();
  if (left > (config.leaseSeconds * 1000 * 2) / 3) return held;
  const leaseUntil = leaseEnd(clock.now(), config);
  return jobs.patch(partitionOf(record), record.id, [{ op: 'set', path: '/leaseUntil', value: leaseUntil }], {
    etag,
  });
}

/**
 * Releases the lease of a job by writing its next state. If the record changed but this worker still holds the job
 * (after a renewal whose response was lost, or a reconciliation), it reads the record and tries again.
 * @returns the written job; `undefined` if this worker no longer holds it
 */
export async function releaseLease(
  held: Stored<JobRecord>,
  next: (record: JobRecord) => JobRecord,
  { jobs }: Pick<JobServices, 'jobs'>,
): Promise<Stored<JobRecord> | undefined> {
  const { id, attempt } = held.record;
  return optimisticUpdate<Stored<JobRecord> | undefined, Stored<JobRecord> | undefined>({
    tries: 5,
    held: { found: held },
    read: () => jobs.read(partitionOf(held.record), id),
    decide: (found) => {
      if (found?.record.status !== 'running' || found.record.attempt !== attempt)
        return { result: undefined };
      const { record, etag } = found;
      return { write: () => jobs.replace(partitionOf(record), next(record), etag) };
    },
    exhausted: () => undefined,
  });
}

/**
 * Requeues an unfinished job, so that the next worker need not wait for the lease to expire.
 * @returns whether this worker still held it
 */
export async function requeue(
  held: Stored<JobRecord>,
  reason: 'failed' | 'drained',
  services: JobServices,
): Promise<boolean> {
  const drains = held.record.drains + (reason === 'drained' ? 1 : 0);
  return (
    (await releaseLease(held, (record) => transition(record, 'queued', { drains }), services)) !== undefined
  );
}
