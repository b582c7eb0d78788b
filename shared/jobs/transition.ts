import { dueNotification } from './notifications/notification.ts';
import type { JobRecord } from './record.ts';
import { canTransition, isTerminal, type Status } from './states.ts';
import { visibleUrl } from './visibleUrl.ts';

/**
 * The job with a new status. Leaving `running` drops the lease. A job that becomes held or gives
 * back its place is marked after its transition. Ending creates the pending notification and removes the
 * queries of input URLs, which may hold secrets.
 * @throws Error if the transition is not in the table, which is a programming error
 */
export function transition(job: JobRecord, status: Status, changes: Partial<JobRecord>): JobRecord {
  if (!canTransition(job.status, status)) throw new Error(`A job cannot go from ${job.status} to ${status}.`);
  const next: JobRecord = { ...job, ...changes, status };
  if (status !== 'running') delete next.leaseUntil;
  delete next.held;
  delete next.placeless;
  if (!isTerminal(status)) return next;
  if (next.callbackUrl && next.endedAt) next.notification = dueNotification(next.endedAt);
  next.inputs = next.inputs.map((input) =>
    input.url === undefined ? input : { ...input, url: visibleUrl(input.url) },
  );
  return next;
}
