import { ConveyorError } from '../../shared/errors.ts';
import { jobMessageSchema } from '../../shared/jobs/message.ts';
import { browserJobsQueue, jobsQueue } from '../../shared/jobs/queues.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { consumer } from '../../shared/runtime/consumer.ts';
import '../../shared/runtime/start.ts';
import { converterThat, converts, hangs } from './converters.ts';

// A worker whose conversions behave as WORKER says, for tests of the job lifecycle.
const conversions = {
  converts,
  hangs: hangs().convert,
  fails: () => Promise.reject(new ConveyorError('engine_failed')),
};
const converter = converterThat(conversions[process.env.WORKER as keyof typeof conversions]);

for (const [name, queue] of [
  ['convertJob', jobsQueue],
  ['convertBrowserJob', browserJobsQueue],
] as const)
  consumer({
    name,
    queue,
    message: jobMessageSchema,
    handler: (message, services) => work(message, converter, services),
  });
