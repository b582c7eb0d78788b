import { z } from 'zod';
import { traceparent } from '../azure/trace.ts';
import { jobsQueue, notificationsQueue } from './queues.ts';
import type { JobRecord } from './record.ts';
import type { JobServices } from './services.ts';

/** A claim check: names the job, without its content. Unknown fields are ignored; the next version may add some. */
export const jobMessageSchema = z.object({
  jobId: z.string(),
  organisationId: z.string(),
  /** Cosmos session token: lets the worker's client read the sender's writes. */
  sessionToken: z.string().optional(),
  /** The trace of the submission, which the consumer continues. */
  traceparent: z.string().optional(),
  correlationId: z.string().optional(),
});
export type JobMessage = z.output<typeof jobMessageSchema>;

/** Names a job whose callback is due, and the try. A message with fewer tries than the record is a duplicate. */
export const notificationMessageSchema = jobMessageSchema.extend({ tries: z.int() });
export type NotificationMessage = z.output<typeof notificationMessageSchema>;

type JobKey = Pick<JobRecord, 'id' | 'organisationId' | 'traceId' | 'correlationId'>;

/** Sends the message of a job to its queue. Idempotent: a worker only acknowledges a message of an ended or held job. */
export async function enqueue(
  job: JobKey & Pick<JobRecord, 'queue'>,
  sessionToken: string | undefined,
  { queues, clock }: Pick<JobServices, 'queues' | 'clock'>,
  delaySeconds = 0,
): Promise<void> {
  await queues.send(job.queue ?? jobsQueue, messageOf(job, sessionToken), delayOf(delaySeconds, clock));
}

/** Sends the message for one try of a job's webhook. */
export async function enqueueNotification(
  job: JobKey,
  tries: number,
  sessionToken: string | undefined,
  { queues, clock }: Pick<JobServices, 'queues' | 'clock'>,
  delaySeconds = 0,
): Promise<void> {
  const message: NotificationMessage = { ...messageOf(job, sessionToken), tries };
  await queues.send(notificationsQueue, message, delayOf(delaySeconds, clock));
}

/** The message continues the trace of the job, whichever request or timer sends it. */
function messageOf(job: JobKey, sessionToken: string | undefined): JobMessage {
  const { id, organisationId, correlationId } = job;
  const trace = traceparent(job.traceId);
  return {
    jobId: id,
    organisationId,
    ...(sessionToken && { sessionToken }),
    ...(trace && { traceparent: trace }),
    ...(correlationId !== undefined && { correlationId }),
  };
}

const delayOf = (seconds: number, clock: JobServices['clock']) =>
  seconds > 0 ? { seconds, now: clock.now() } : undefined;
