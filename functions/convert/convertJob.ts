import { jobMessageSchema } from '../../shared/jobs/message.ts';
import { jobsQueue } from '../../shared/jobs/queues.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { consumer } from '../../shared/runtime/consumer.ts';
import { converter } from './converter.ts';

export const convertJob = consumer({
  name: 'convertJob',
  queue: jobsQueue,
  message: jobMessageSchema,
  handler: async (message, all) => work(message, await converter(), all),
});
