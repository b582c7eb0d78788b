import { consumer } from '../../shared/consumer.ts';
import { handleJobPoison } from '../../shared/jobs/handleJobPoison.ts';
import { jobMessageSchema, jobsPoisonQueue } from '../../shared/jobs/message.ts';

export const jobsPoison = consumer({
  name: 'jobsPoison',
  queue: jobsPoisonQueue,
  message: jobMessageSchema,
  handler: handleJobPoison,
});
