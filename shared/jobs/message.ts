import { z } from 'zod';
import { traceparent } from '../azure/trace.ts';
import type { Services } from '../services.ts';
import type { JobRecord } from './record.ts';

export const jobsQueue = 'jobs';
export const jobsPoisonQueue = 'jobs-poison';
export const notificationsQueue = 'notifications';
export const notificationsPoisonQueue = 'notifications-poison';

/** A claim check: which job, never what is in it. Unknown fields are let through, for the next version may add some. */
export const jobMessageSchema = z.object({
  jobId: z.string(),
  organisationId: z.string(),
  /** Lets the worker's own client read what the sender's wrote. */
  sessionToken: z.string().optional(),
  traceparent: z.string().optional(),
});
export type JobMessage = z.output<typeof jobMessageSchema>;

/** Names the end of a job that is to be told, and which try it is: one that is behind the record is a duplicate. */
export const notificationMessageSchema = jobMessageSchema.extend({ tries: z.int() });
export type NotificationMessage = z.output<typeof notificationMessageSchema>;

type Named = Pick<JobRecord, 'id' | 'organisationId'>;

/** Sends the message that names a job. Twice is well: a worker only acknowledges what is done or held. */
export async function enqueue(
  job: Named,
  sessionToken: string | undefined,
  { queues, clock }: Services,
  delaySeconds = 0,
): Promise<void> {
  await queues.send(jobsQueue, messageOf(job, sessionToken), later(delaySeconds, clock));
}

/** Sends the message that a job's end is to be told. */
export async function enqueueNotification(
  job: Named,
  tries: number,
  sessionToken: string | undefined,
  { queues, clock }: Services,
  delaySeconds = 0,
): Promise<void> {
  const message: NotificationMessage = { ...messageOf(job, sessionToken), tries };
  await queues.send(notificationsQueue, message, later(delaySeconds, clock));
}

function messageOf({ id, organisationId }: Named, sessionToken: string | undefined): JobMessage {
  const trace = traceparent();
  return {
    jobId: id,
    organisationId,
    ...(sessionToken && { sessionToken }),
    ...(trace && { traceparent: trace }),
  };
}

const later = (seconds: number, clock: Services['clock']) =>
  seconds > 0 ? { seconds, now: clock.now() } : undefined;
