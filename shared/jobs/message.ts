import { z } from 'zod';
import { traceparent } from '../azure/trace.ts';
import type { Services } from '../services.ts';
import type { JobRecord } from './record.ts';

export const jobsQueue = 'jobs';
export const jobsPoisonQueue = 'jobs-poison';

/** A claim check: which job, never what is in it. Unknown fields are let through, for the next version may add some. */
export const jobMessageSchema = z.object({
  jobId: z.string(),
  organisationId: z.string(),
  /** Lets the worker's own client read what the sender's wrote. */
  sessionToken: z.string().optional(),
  traceparent: z.string().optional(),
});
export type JobMessage = z.output<typeof jobMessageSchema>;

/** Sends the message that names a job. Twice is well: a worker only acknowledges what is done or held. */
export async function enqueue(
  job: Pick<JobRecord, 'id' | 'organisationId'>,
  sessionToken: string | undefined,
  { queues }: Services,
): Promise<void> {
  const message: JobMessage = { jobId: job.id, organisationId: job.organisationId };
  if (sessionToken) message.sessionToken = sessionToken;
  const trace = traceparent();
  if (trace) message.traceparent = trace;
  await queues.send(jobsQueue, message);
}
