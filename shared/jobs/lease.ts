import type { Stored } from '../azure/cosmos.ts';
import type { Configuration } from '../configuration.ts';
import type { Services } from '../services.ts';
import { attemptsOf, exhaust, maximumAttempts } from './exhaust.ts';
import { type JobRecord, partitionOf } from './record.ts';
import { become, isTerminal } from './states.ts';

/** From one moment on, for as long as a worker may be silent. */
const leaseFrom = (now: Date, { leaseSeconds }: Configuration): string =>
  new Date(now.getTime() + leaseSeconds * 1000).toISOString();

/** Why a worker does not get a job: it has ended, or another worker holds it. */
export interface Refusal {
  because: 'ended' | 'held';
  record: JobRecord;
}

/** A job that no worker holds, as a condition of Cosmos: AND binds closer than OR. */
const free = (now: string) =>
  `FROM c WHERE c.status = 'queued' OR c.status = 'running' AND c.leaseUntil <= '${now}'`;

/**
 * Takes a job for this worker: `running`, one attempt more, held for as long as the worker renews its lease. It is one
 * conditional write, so of two workers that try at once one wins.
 * @throws Error if there is no record (yet): the message is tried again, never acknowledged.
 */
export async function take(
  job: { id: string; organisationId: string; sessionToken?: string | undefined },
  services: Services,
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
      { op: 'set', path: '/leaseUntil', value: leaseFrom(now, config) },
    ],
    { condition: free(now.toISOString()) },
  );
  if (taken) {
    if (attemptsOf(taken.record) <= maximumAttempts) return taken;
    // Whoever took it before was killed every time, so that no message ever ran out of tries.
    await exhaust(taken, services);
    return { because: 'ended', record: taken.record };
  }
  const found = await jobs.read(partitionOf(job), job.id, job.sessionToken);
  if (!found) throw new Error(`The job ${job.id} is not found.`);
  if (found.record.status === 'queued') throw new Error(`The job ${job.id} was given back just now.`);
  return { because: isTerminal(found.record.status) ? 'ended' : 'held', record: found.record };
}

/**
 * Renews the lease of a job where a third of it is over: most jobs end before that, and pay no write for it. One that has run
 * out is renewed too, where nobody has taken the job since.
 * @returns the job as it now is; `undefined` if it changed since it was read.
 */
export async function renew(
  held: Stored<JobRecord>,
  { jobs, clock, config }: Services,
): Promise<Stored<JobRecord> | undefined> {
  const { record, etag } = held;
  const left = Date.parse(record.leaseUntil ?? '') - clock.now().getTime();
  if (left > (config.leaseSeconds * 1000 * 2) / 3) return held;
  const leaseUntil = leaseFrom(clock.now(), config);
  return jobs.patch(partitionOf(record), record.id, [{ op: 'set', path: '/leaseUntil', value: leaseUntil }], {
    etag,
  });
}

/** How often a record is read again because it changed meanwhile. */
const rounds = 5;

/**
 * Writes what becomes of a job that this worker holds. A renewal whose answer was lost, or a reconciliation, changes the
 * record and takes the job from nobody: then it is read again.
 * @returns the job as it now is; `undefined` if it is not this worker's any more.
 */
export async function letGo(
  held: Stored<JobRecord>,
  next: (record: JobRecord) => JobRecord,
  { jobs }: Services,
): Promise<Stored<JobRecord> | undefined> {
  const { id, attempt } = held.record;
  let { record, etag } = held;
  for (let round = 0; round < rounds; round++) {
    const written = await jobs.replace(partitionOf(record), next(record), etag);
    if (written) return written;
    const now = await jobs.read(partitionOf(record), id);
    if (now?.record.status !== 'running' || now.record.attempt !== attempt) return undefined;
    ({ record, etag } = now);
  }
  return undefined;
}

/**
 * Gives a job back that was not finished, so that the next worker need not wait for the lease to run out.
 * @returns whether it was still this worker's.
 */
export async function giveBack(
  held: Stored<JobRecord>,
  reason: 'failed' | 'drained',
  services: Services,
): Promise<boolean> {
  const drains = held.record.drains + (reason === 'drained' ? 1 : 0);
  return (await letGo(held, (record) => become(record, 'queued', { drains }), services)) !== undefined;
}
