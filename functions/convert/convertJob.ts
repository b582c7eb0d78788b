import { app } from '@azure/functions';
import { consumer } from '../../shared/consumer.ts';
import { jobMessageSchema, jobsQueue } from '../../shared/jobs/message.ts';
import { work } from '../../shared/jobs/work.ts';
import { services } from '../../shared/services.ts';
import { converter } from './converter.ts';

export const convertJob = consumer({
  name: 'convertJob',
  queue: jobsQueue,
  message: jobMessageSchema,
  handler: async (message, all) => work(message, await converter(), all),
});

// Engines take seconds to warm up: they begin before the first job comes, and nothing waits for them.
app.hook.appStart(() => {
  converter()
    .then((engines) => engines.warm())
    .catch(async (error: unknown) => (await services()).log.error('The engines cannot be warmed.', { error }))
    // Without a configuration there is nothing to warm; every function answers with the fault.
    .catch(() => undefined);
});

app.hook.appTerminate(async () => {
  await (await converter()).close();
});
