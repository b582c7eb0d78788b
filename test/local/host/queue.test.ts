import { beforeAll, describe, expect, test } from 'vitest';
import { decodeMessage, messageMetadata } from '../../../local/host/queue/message.ts';
import { seen, type WorkApp, workApps } from './workApp.ts';

let make: (name: string) => Promise<WorkApp>;
beforeAll(async () => {
  make = await workApps();
});

describe('a message', () => {
  test('is processed once with parsed JSON, then deleted', async () => {
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

  test('is retried on failure, then moved to the poison queue and passed to its function', async () => {
    const app = await make('failing');
    const host = await app.start({ queues: { maxDequeueCount: 3 } });
    await app.send('{"order":"fail","n":2}');
    await expect.poll(async () => (await seen(host)).at(-1)?.poisoned).toEqual({ order: 'fail', n: 2 });
    const tries = (await seen(host)).filter(({ message }) => message);
    expect(tries.map(({ metadata }) => metadata.dequeueCount)).toEqual([1, 2, 3]);
    await expect.poll(async () => [await app.depth(), await app.depth(app.poison)]).toEqual([0, 0]);
  });

  test('stays in the poison queue when the poison function fails', async () => {
    const app = await make('stuck');
    const queues = { maxDequeueCount: 1, messageLease: '00:00:01', maxPollingInterval: '00:00:00.2' };
    const host = await app.start({ queues });
    await app.send('fail');
    const tries = async () => (await seen(host)).filter(({ poisoned }) => poisoned).length;
    await expect.poll(tries).toBe(1);
    // After maxDequeueCount it is neither retried nor moved.
    await host.stop();
    expect(await app.depth(app.poison)).toBe(1);
    expect(await app.queues.getQueueClient('stuck-poison-poison').exists()).toBe(false);
  });

  test('is moved unchanged to the poison queue, without an invocation, if it is not base64', async () => {
    const app = await make('undecodable');
    const host = await app.start({ settings: { 'AzureWebJobs.poison.Disabled': 'true' } });
    await app.queue.sendMessage('not base64!');
    await expect.poll(async () => (await app.poison.exists()) && (await app.depth(app.poison))).toBe(1);
    const { peekedMessageItems } = await app.poison.peekMessages();
    expect(peekedMessageItems[0]?.messageText).toBe('not base64!');
    expect(await seen(host)).toEqual([]);
  });

  test('is passed unchanged with the encoding none', async () => {
    const app = await make('plaintext');
    const host = await app.start({ queues: { messageEncoding: 'none' } });
    await app.queue.sendMessage('not base64!');
    await expect.poll(async () => (await seen(host))[0]?.message).toBe('not base64!');
  });

  test('stays invisible while it is processed, longer than its lease', async () => {
    const app = await make('renewed');
    const host = await app.start({ queues: { messageLease: '00:00:02', maxPollingInterval: '00:00:00.1' } });
    await app.send('wait 5000');
    await expect.poll(() => app.depth()).toBe(0);
    expect(await seen(host)).toHaveLength(1);
  });

  test('is invisible for visibilityTimeout after a failure', async () => {
    const app = await make('delayed');
    const host = await app.start({ queues: { visibilityTimeout: '00:00:02' } });
    await app.send('fail');
    await expect.poll(async () => (await seen(host)).length).toBeGreaterThan(1);
    const [first, second] = await seen(host);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1000);
  });
});

describe('a listener', () => {
  test('receives the next batch when running messages fall to newBatchThreshold', async () => {
    const app = await make('batches');
    for (let n = 0; n < 6; n++) await app.send(`{"order":"hang","n":${n}}`);
    const host = await app.start({ queues: { batchSize: 2, newBatchThreshold: 1 }, grace: 0 });
    await expect.poll(async () => (await seen(host)).length).toBe(2);
    await app.send('{"order":"hang"}');
    // The app's own message wakes the listener, which does not receive a third message while two are running.
    await fetch(`${host.url}/send`, { method: 'POST', body: 'more' });
    expect(await seen(host)).toHaveLength(2);
    expect(await app.depth()).toBe(8);
  });

  test.each(['now', 'in a second'])(
    'of an idle queue polls at once for a message that its own app sends, due %s',
    async (due) => {
      const app = await make(`woken${due.length}`);
      const host = await app.start({
        queues: { maxPollingInterval: '01:00:00' },
        settings: { 'AzureFunctionsJobHost__logging__logLevel__Host.Queue': 'Trace' },
      });
      const listenerLog = () => host.output.filter((line) => line.includes(`Host.Queue.${app.name}:`));
      await expect.poll(() => listenerLog().at(-1)).toMatch(/next poll in \d{4,} ms/);
      await fetch(`${host.url}/send?delay=${due === 'now' ? 0 : 1}`, { method: 'POST', body: 'new' });
      await expect.poll(async () => (await seen(host))[0]?.message).toBe('new');
      const waits = listenerLog().join('\n');
      expect(waits).toMatch(/next poll in \d{4,} ms\n.*woken/);
    },
  );

  test('waits for a queue that does not exist, without warnings', async () => {
    const app = await make('absent');
    await app.queue.delete();
    const host = await app.start({ queues: { maxPollingInterval: '00:00:00.2' } });
    await app.queue.createIfNotExists();
    await app.send('first');
    await expect.poll(async () => (await seen(host))[0]?.message).toBe('first');
    expect(host.output.join('\n')).not.toMatch(/error|warn/);
  });
});

test('a queue function can be invoked manually', async () => {
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

  test('is overridden by the properties of a JSON message', () => {
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

  test('is not overridden by a message that is not a JSON object', () => {
    expect(messageMetadata(message, '[1]')).toMatchObject({
      Id: { string: 'theirs' },
      QueueTrigger: { string: '[1]' },
    });
  });
});

test('a message that is not UTF-8 is passed as bytes', () => {
  expect(decodeMessage('/w==', 'base64')).toEqual({ bytes: Buffer.from([0xff]), text: undefined });
});
