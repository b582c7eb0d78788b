import { handleJobPoison } from '../../shared/jobs/handleJobPoison.ts';
import { jobMessageSchema, jobsPoisonQueue } from '../../shared/jobs/message.ts';
import { consumer } from '../../shared/runtime/consumer.ts';

export const jobsPoison = consumer({
  name: 'jobsPoison',
  queue: jobsPoisonQueue,
  message: jobMessageSchema,
  handler: handleJobPoison,
});
