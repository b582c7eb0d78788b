import { jobMessageSchema } from '../../shared/jobs/message.ts';
import { browserJobsPoisonQueue } from '../../shared/jobs/queues.ts';
import { handleJobPoison } from '../../shared/jobs/work/handleJobPoison.ts';
import { consumer } from '../../shared/runtime/consumer.ts';

export const browserJobsPoison = consumer({
  name: 'browserJobsPoison',
  queue: browserJobsPoisonQueue,
  message: jobMessageSchema,
  handler: handleJobPoison,
});
