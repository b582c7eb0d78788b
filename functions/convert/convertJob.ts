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
  void warm();
});

app.hook.appTerminate(async () => {
  // Without a configuration there are no engines.
  const engines = await converter().catch(() => undefined);
  await engines?.close();
});

async function warm(): Promise<void> {
  try {
    await (await converter()).warm();
  } catch (error) {
    // Without a configuration there is nothing to warm: every function answers with the fault.
    const all = await services().catch(() => undefined);
    // An app that stops while it warms up has nothing to tell. Otherwise the next job tries again.
    if (!all?.draining.aborted) all?.log.error('The engines cannot be warmed.', { error });
  }
}
