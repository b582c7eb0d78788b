import { consumer } from '../../shared/consumer.ts';
import { jobMessageSchema, jobsQueue } from '../../shared/jobs/message.ts';
import { work } from '../../shared/jobs/work.ts';
import '../../shared/start.ts';
import { converterThat, converts } from './converters.ts';

// A worker app whose conversions take no time: what is tested with it is what dies around them.
consumer({
  name: 'convertJob',
  queue: jobsQueue,
  message: jobMessageSchema,
  handler: (message, services) => work(message, converterThat(converts), services),
});
