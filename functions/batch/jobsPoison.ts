import { consumer } from '../../shared/consumer.ts';
import { jobMessageSchema, jobsPoisonQueue } from '../../shared/jobs/message.ts';
import { poison } from '../../shared/jobs/poison.ts';

export const jobsPoison = consumer({
  name: 'jobsPoison',
  queue: jobsPoisonQueue,
  message: jobMessageSchema,
  handler: poison,
});
