import { app } from '@azure/functions';
import { jobMessageSchema } from '../../shared/jobs/message.ts';
import { jobsQueue } from '../../shared/jobs/queues.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { consumer } from '../../shared/runtime/consumer.ts';
import { services } from '../../shared/services.ts';
import { converter } from './converter.ts';

export const convertJob = consumer({
  name: 'convertJob',
  queue: jobsQueue,
  message: jobMessageSchema,
  handler: async (message, all) => work(message, await converter(), all),
});

// Engines take seconds to warm up, so they start with the app, in the background.
app.hook.appStart(() => {
  void warm();
});

app.hook.appTerminate(async () => {
  // With an invalid configuration there are no engines to close.
  const engines = await converter().catch(() => undefined);
  await engines?.close();
});

async function warm(): Promise<void> {
  try {
    await (await converter()).warm();
  } catch (error) {
    // With an invalid configuration there is nothing to warm; every function reports `misconfigured`.
    const all = await services().catch(() => undefined);
    // Not an error while the app is draining. Otherwise the next job retries the start.
    if (!all?.draining.aborted) all?.log.error('The engines could not be warmed up.', { error });
  }
}
