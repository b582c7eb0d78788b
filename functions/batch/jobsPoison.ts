import { jobMessageSchema } from '../../shared/jobs/message.ts';
import { jobsPoisonQueue } from '../../shared/jobs/queues.ts';
import { handleJobPoison } from '../../shared/jobs/work/handleJobPoison.ts';
import { consumer } from '../../shared/runtime/consumer.ts';

export const jobsPoison = consumer({
  name: 'jobsPoison',
  queue: jobsPoisonQueue,
  message: jobMessageSchema,
  handler: handleJobPoison,
});
