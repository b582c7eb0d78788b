import { dueNotification } from './notification.ts';
import type { JobRecord } from './record.ts';
import { visibleUrl } from './visibleUrl.ts';

/** All status transitions of a job. Every status change is checked against this table. */
export const transitions = {
  queued: ['running', 'failed', 'cancelled'],
  // running → running: another worker takes over after the lease has expired; → queued: the worker requeues the job.
  running: ['running', 'queued', 'succeeded', 'failed', 'cancelled'],
  succeeded: [],
  failed: [],
  cancelled: [],
} as const satisfies Record<string, readonly string[]>;

export type Status = keyof typeof transitions;
export const statuses = Object.keys(transitions) as [Status, ...Status[]];

export function canTransition(from: Status, to: Status): boolean {
  return (transitions[from] as readonly Status[]).includes(to);
}

export function isTerminal(status: Status): boolean {
  return transitions[status].length === 0;
}

/**
 * The job with a new status. Leaving `running` drops the lease. Ending creates the pending notification and removes the
 * queries of input URLs, which may hold secrets.
 * @throws Error if the transition is not in the table, which is a programming error
 */
export function transition(job: JobRecord, status: Status, changes: Partial<JobRecord>): JobRecord {
  if (!canTransition(job.status, status)) throw new Error(`A job cannot go from ${job.status} to ${status}.`);
  const next: JobRecord = { ...job, ...changes, status };
  if (status !== 'running') delete next.leaseUntil;
  if (!isTerminal(status)) return next;
  if (next.callbackUrl && next.endedAt) next.notification = dueNotification(next.endedAt);
  next.inputs = next.inputs.map((input) =>
    input.url === undefined ? input : { ...input, url: visibleUrl(input.url) },
  );
  return next;
}
