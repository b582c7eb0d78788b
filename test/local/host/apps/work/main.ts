import { app } from '@azure/functions';
import { ManagedIdentityCredential } from '@azure/identity';
import { QueueServiceClient } from '@azure/storage-queue';

/** A sample app: its work lies in a queue, which it fills itself, and what it did is asked for over HTTP. */
app.setup({ enableHttpStream: true });

const queues = new QueueServiceClient(
  process.env.TransitStorage__queueServiceUri ?? '',
  new ManagedIdentityCredential(),
);
const done: object[] = [];
let draining = false;
const drained = Promise.withResolvers<void>();
process.on('SIGTERM', () => {
  draining = true;
  drained.resolve();
});

app.storageQueue('work', {
  queueName: '%WORK_QUEUE%',
  connection: 'TransitStorage',
  handler: async (message, context) => {
    const began = { message, metadata: context.triggerMetadata, at: Date.now() };
    if (message === 'fail') throw new Error('failing as told');
    if (message === 'hang') {
      console.log('hanging');
      await drained.promise;
      throw new Error('aborted by the drain');
    }
    if (message === 'slow') await new Promise((resolve) => setTimeout(resolve, 5000));
    done.push(began);
  },
});

app.http('done', { handler: async () => ({ jsonBody: done }) });
app.http('state', { handler: async () => ({ jsonBody: { draining } }) });
app.http('send', {
  methods: ['POST'],
  handler: async (request) => {
    const queue = queues.getQueueClient(process.env.WORK_QUEUE ?? '');
    await queue.createIfNotExists();
    await queue.sendMessage(Buffer.from(await request.text()).toString('base64'));
    return { status: 204 };
  },
});

const ticks: object[] = [];
app.timer('tick', {
  schedule: '*/1 * * * * *',
  handler: async (timer) => {
    ticks.push({ at: Date.now(), timer });
  },
});
app.http('ticks', { handler: async () => ({ jsonBody: ticks }) });

const rarely: object[] = [];
app.timer('rarely', {
  schedule: '0 0 3 1 1 *',
  handler: async (timer) => {
    rarely.push(timer);
  },
});
app.http('rarelyRuns', { route: 'rarely', handler: async () => ({ jsonBody: rarely }) });

app.hook.appTerminate(() => {
  console.log('told of the end');
});
