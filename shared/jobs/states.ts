import { dueNotification } from './notification.ts';
import type { JobRecord } from './record.ts';
import { visibleUrl } from './visibleUrl.ts';

/** What can become of a job, and from what. Everything that changes a status goes by this table. */
export const transitions = {
  queued: ['running', 'failed', 'cancelled'],
  // running → running: a worker takes over from one whose lease has run out; → queued: a worker gives it back.
  running: ['running', 'queued', 'succeeded', 'failed', 'cancelled'],
  succeeded: [],
  failed: [],
  cancelled: [],
} as const satisfies Record<string, readonly string[]>;

export type Status = keyof typeof transitions;
export const statuses = Object.keys(transitions) as [Status, ...Status[]];

/** Whether a job may go from one status to another. */
export function mayBecome(from: Status, to: Status): boolean {
  return (transitions[from] as readonly Status[]).includes(to);
}

/** Whether nothing can become of a job any more. */
export function isTerminal(status: Status): boolean {
  return transitions[status].length === 0;
}

/**
 * A job with another status. One that does not run is held by nobody; one that has ended has its end to tell, and nothing
 * more to fetch: what opens its addresses is forgotten.
 * @throws Error if the table knows no such transition: a mistake in the code, not in the job.
 */
export function become(job: JobRecord, status: Status, changes: Partial<JobRecord>): JobRecord {
  if (!mayBecome(job.status, status)) throw new Error(`A job cannot go from ${job.status} to ${status}.`);
  const next: JobRecord = { ...job, ...changes, status };
  if (status !== 'running') delete next.leaseUntil;
  if (!isTerminal(status)) return next;
  if (next.callbackUrl && next.endedAt) next.notification = dueNotification(next.endedAt);
  next.inputs = next.inputs.map((input) =>
    input.url === undefined ? input : { ...input, url: visibleUrl(input.url) },
  );
  return next;
}
