import { beforeAll, describe, expect, test } from 'vitest';
import { decodeMessage, messageMetadata } from '../../../local/host/queue/message.ts';
import { seen, type WorkApp, workApps } from './workApp.ts';

let make: (name: string) => Promise<WorkApp>;
beforeAll(async () => {
  make = await workApps();
});

describe('a message', () => {
  test('is run once and deleted, JSON parsed', async () => {
    const app = await make('once');
    const host = await app.start();
    await app.send('{"n":1}');
    await app.send('plain');
    await app.send('123');
    await expect.poll(async () => (await seen(host)).length).toBe(3);
    const messages = (await seen(host)).map(({ message }) => message);
    expect(messages).toEqual(expect.arrayContaining([{ n: 1 }, 'plain', 123]));
    await expect.poll(() => app.depth()).toBe(0);
  });

  test('that fails is tried again, then goes to the poison queue, whose function gets it', async () => {
    const app = await make('failing');
    const host = await app.start({ queues: { maxDequeueCount: 3 } });
    await app.send('{"order":"fail","n":2}');
    await expect.poll(async () => (await seen(host)).at(-1)?.poisoned).toEqual({ order: 'fail', n: 2 });
    const tries = (await seen(host)).filter(({ message }) => message);
    expect(tries.map(({ metadata }) => metadata.dequeueCount)).toEqual([1, 2, 3]);
    await expect.poll(async () => [await app.depth(), await app.depth(app.poison)]).toEqual([0, 0]);
  });

  test('of a poison queue stays there however often it fails', async () => {
    const app = await make('stuck');
    const queues = { maxDequeueCount: 1, messageLease: '00:00:01', maxPollingInterval: '00:00:00.2' };
    const host = await app.start({ queues });
    await app.send('fail');
    const tries = async () => (await seen(host)).filter(({ poisoned }) => poisoned).length;
    await expect.poll(tries).toBe(1);
    // Past maxDequeueCount it is neither run again nor moved on.
    await host.stop();
    expect(await app.depth(app.poison)).toBe(1);
    expect(await app.queues.getQueueClient('stuck-poison-poison').exists()).toBe(false);
  });

  test('that is not base64 goes to the poison queue as it is, and is never run', async () => {
    const app = await make('undecodable');
    const host = await app.start({ settings: { 'AzureWebJobs.poison.Disabled': 'true' } });
    await app.queue.sendMessage('not base64!');
    await expect.poll(async () => (await app.poison.exists()) && (await app.depth(app.poison))).toBe(1);
    const { peekedMessageItems } = await app.poison.peekMessages();
    expect(peekedMessageItems[0]?.messageText).toBe('not base64!');
    expect(await seen(host)).toEqual([]);
  });

  test('is taken as it is when the encoding is none', async () => {
    const app = await make('plaintext');
    const host = await app.start({ queues: { messageEncoding: 'none' } });
    await app.queue.sendMessage('not base64!');
    await expect.poll(async () => (await seen(host))[0]?.message).toBe('not base64!');
  });

  test('stays hidden while it is in work, however long that takes', async () => {
    const app = await make('renewed');
    const host = await app.start({ queues: { messageLease: '00:00:02', maxPollingInterval: '00:00:00.1' } });
    await app.send('wait 5000');
    await expect.poll(() => app.depth()).toBe(0);
    expect(await seen(host)).toHaveLength(1);
  });

  test('that fails is hidden for the visibility timeout', async () => {
    const app = await make('delayed');
    const host = await app.start({ queues: { visibilityTimeout: '00:00:02' } });
    await app.send('fail');
    await expect.poll(async () => (await seen(host)).length).toBeGreaterThan(1);
    const [first, second] = await seen(host);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1000);
  });
});

describe('a listener', () => {
  test('takes a batch, and the next one when the threshold is reached', async () => {
    const app = await make('batches');
    for (let n = 0; n < 6; n++) await app.send(`{"order":"hang","n":${n}}`);
    const host = await app.start({ queues: { batchSize: 2, newBatchThreshold: 1 }, grace: 0 });
    await expect.poll(async () => (await seen(host)).length).toBe(2);
    await app.send('{"order":"hang"}');
    // The listener is woken by what its own app sends; with two in work it takes no third.
    await fetch(`${host.url}/send`, { method: 'POST', body: 'more' });
    expect(await seen(host)).toHaveLength(2);
    expect(await app.depth()).toBe(8);
  });

  test.each(['now', 'in a second'])(
    'of an idle queue wakes when its own app sends something due %s',
    async (due) => {
      const app = await make(`woken${due.length}`);
      const host = await app.start({
        queues: { maxPollingInterval: '01:00:00' },
        settings: { 'AzureFunctionsJobHost__logging__logLevel__Host.Queue': 'Trace' },
      });
      const said = () => host.output.filter((line) => line.includes(`Host.Queue.${app.name}:`));
      await expect.poll(() => said().at(-1)).toMatch(/looks again in \d{4,} ms/);
      await fetch(`${host.url}/send?delay=${due === 'now' ? 0 : 1}`, { method: 'POST', body: 'new' });
      await expect.poll(async () => (await seen(host))[0]?.message).toBe('new');
      const waits = said().join('\n');
      expect(waits).toMatch(/looks again in \d{4,} ms\n.*woken/);
    },
  );

  test('waits quietly for a queue that is not there yet', async () => {
    const app = await make('absent');
    await app.queue.delete();
    const host = await app.start({ queues: { maxPollingInterval: '00:00:00.2' } });
    await app.queue.createIfNotExists();
    await app.send('first');
    await expect.poll(async () => (await seen(host))[0]?.message).toBe('first');
    expect(host.output.join('\n')).not.toMatch(/error|warn/);
  });
});

test('a queue function can be run by hand', async () => {
  const app = await make('byhand');
  const host = await app.start();
  const response = await fetch(`${host.url}/admin/functions/Work`, {
    method: 'POST',
    body: JSON.stringify({ input: '{"n":7}' }),
  });
  expect(response.status).toBe(202);
  await expect.poll(async () => (await seen(host))[0]?.message).toEqual({ n: 7 });
});

describe('the metadata of a message', () => {
  const message = {
    messageId: 'theirs',
    popReceipt: 'receipt',
    dequeueCount: 1,
    insertedOn: new Date(0),
    expiresOn: new Date(0),
    nextVisibleOn: new Date(0),
  };

  test('has the properties of a JSON message laid over it', () => {
    const metadata = messageMetadata(
      message,
      '{"Id":"mine","flag":true,"none":null,"list":[1],"deep":{"a":1},"n":2}',
    );
    expect(metadata).toMatchObject({
      Id: { string: 'mine' },
      flag: { string: 'True' },
      deep: { json: '{"a":1}' },
      n: { string: '2' },
      DequeueCount: { json: '1' },
    });
    expect(metadata).not.toHaveProperty('none');
    expect(metadata).not.toHaveProperty('list');
  });

  test('of another text is the queue’s own', () => {
    expect(messageMetadata(message, '[1]')).toMatchObject({
      Id: { string: 'theirs' },
      QueueTrigger: { string: '[1]' },
    });
  });
});

test('bytes that are no UTF-8 are no text', () => {
  expect(decodeMessage('/w==', 'base64')).toEqual({ bytes: Buffer.from([0xff]), text: undefined });
});
