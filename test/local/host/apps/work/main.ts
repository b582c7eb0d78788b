import { app } from '@azure/functions';
import { ManagedIdentityCredential } from '@azure/identity';
import { QueueServiceClient } from '@azure/storage-queue';

/** A sample app with queue and timer functions. The text of a message is an instruction; GET /seen lists the invocations. */
app.setup({ enableHttpStream: true });

const queues = new QueueServiceClient(
  process.env.TransitStorage__queueServiceUri ?? '',
  new ManagedIdentityCredential(),
);
const queueName = process.env.WORK_QUEUE ?? '';
const seen: object[] = [];
const ticks: object[] = [];
const stopping = Promise.withResolvers<void>();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.resolve());

app.storageQueue('work', {
  queueName: '%WORK_QUEUE%',
  connection: 'TransitStorage',
  handler: async (message, context) => {
    const order = String((message as { order?: string })?.order ?? message);
    seen.push({ message, metadata: context.triggerMetadata, at: Date.now() });
    if (order === 'fail') throw new Error('failed as instructed');
    if (order.startsWith('wait '))
      await new Promise((resolve) => setTimeout(resolve, Number(order.slice(5))));
    if (order === 'abort') {
      console.log('waiting for SIGTERM');
      await stopping.promise;
      throw new Error('aborted by SIGTERM');
    }
    if (order === 'hang') {
      console.log('hangs');
      await new Promise(() => {});
    }
  },
});

app.storageQueue('poison', {
  queueName: '%WORK_QUEUE%-poison',
  connection: 'TransitStorage',
  handler: async (message, context) => {
    seen.push({ poisoned: message, metadata: context.triggerMetadata, at: Date.now() });
    if (message === 'fail') throw new Error('poison function failed');
  },
});

app.timer('tick', {
  schedule: process.env.TICK_SCHEDULE ?? '0 0 3 1 1 *',
  runOnStartup: process.env.TICK_ON_STARTUP === 'true',
  useMonitor: process.env.TICK_MONITOR !== 'false',
  handler: async (timer) => {
    ticks.push({ at: Date.now(), timer });
    if (process.env.TICK_FAILS) throw new Error('the timer failed as instructed');
  },
});

app.http('seen', { handler: async () => ({ jsonBody: seen }) });
app.http('ticks', { handler: async () => ({ jsonBody: ticks }) });
app.http('slow', {
  handler: async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { body: 'slow but done' };
  },
});
app.http('send', {
  methods: ['POST'],
  handler: async (request) => {
    const at = Date.now();
    const delay = Number(request.query.get('delay') ?? 0);
    const text = Buffer.from(await request.text()).toString('base64');
    await queues.getQueueClient(queueName).sendMessage(text, { visibilityTimeout: delay });
    return { jsonBody: { at } };
  },
});

app.hook.appTerminate(() => {
  console.log('appTerminate');
});
