import { PassThrough, type Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { BrowserPipe } from '../../../shared/conversion/chromium/browserPipe.ts';
import { until } from '../sample.ts';

// A browser that sends this much takes a minute: `npm run soak`.

const megabyte = 1024 ** 2;

/** A pipe whose browser has opened one page in each of the contexts `A` and `B`, with sessions `a` and `b`. */
function opened() {
  const read = new PassThrough({ highWaterMark: 1024 * megabyte });
  const pipe = new BrowserPipe(new PassThrough(), read);
  const messages: string[] = [];
  const exceeded: string[] = [];
  pipe.onmessage = (message) => messages.push(message);
  for (const context of ['A', 'B']) {
    pipe.limit(context, () => exceeded.push(context));
    read.write(
      `{"method":"Target.attachedToTarget","params":{"sessionId":"${context.toLowerCase()}","targetInfo":{"targetId":"T","title":"","browserContextId":"${context}"},"waitingForDebugger":true}}\0`,
    );
  }
  return { read, pipe, messages, exceeded };
}

/** Writes a message of a session in parts. */
async function write(read: PassThrough, session: string, bytes: number, method = 'Page.event') {
  read.write(`{"method":"${method}","params":{"text":"`);
  const part = Buffer.alloc(Math.min(bytes, 16 * megabyte), 'x');
  for (let sent = 0; sent < bytes; sent += part.length) {
    read.write(part);
    await drained(read);
  }
  read.write(`"},"sessionId":"${session}"}\0`);
}

const drained = (read: Readable) => until(() => read.readableLength === 0);

it('reads messages whatever their chunks', async () => {
  const read = new PassThrough();
  const pipe = new BrowserPipe(new PassThrough(), read);
  const messages: string[] = [];
  pipe.onmessage = (message) => messages.push(message);
  for (const chunk of ['on', 'e\0two\0th', 'ree\0']) read.write(chunk);
  await until(() => messages.length === 3);
  expect(messages).toEqual(['one', 'two', 'three']);
});

it('drops a message that is longer than a string may be, ends its page, and delivers those of other pages', async () => {
  const { read, messages, exceeded } = opened();
  await write(read, 'a', 600 * megabyte);
  await write(read, 'b', 10);
  await until(() => messages.length === 3);
  expect(exceeded).toEqual(['A']);
  expect(messages.at(-1)).toMatch(/"sessionId":"b"\}$/);
});

it('ends a page whose messages together are too long, and drops its further messages', async () => {
  const { read, messages, exceeded } = opened();
  for (let sent = 0; sent < 17; sent++) await write(read, 'a', 64 * megabyte);
  expect(exceeded[0]).toBe('A');
  await write(read, 'b', 10);
  await until(() => messages.at(-1)?.endsWith('"sessionId":"b"}') === true);
  expect(new Set(exceeded)).toEqual(new Set(['A']));
  // Two of them attached the pages, one is of `b`.
  expect(messages.length - 3).toBeLessThan(17);
});

it('ends a page that sends messages without end, also in events of the browser about it', async () => {
  const { read, exceeded } = opened();
  const changed =
    '{"method":"Target.targetInfoChanged","params":{"targetInfo":{"title":"","browserContextId":"B"}}}\0';
  for (let sent = 0; sent <= 200_000; sent += 1000) read.write(changed.repeat(1000));
  await until(() => exceeded.length > 0);
  expect(exceeded[0]).toBe('B');
});

it('does not deliver console output, which counts', async () => {
  const { read, messages, exceeded } = opened();
  await write(read, 'a', 10, 'Runtime.consoleAPICalled');
  await write(read, 'a', 10);
  await until(() => messages.length === 3);
  expect(messages.join()).not.toContain('consoleAPICalled');
  const logged = '{"method":"Runtime.consoleAPICalled","params":{},"sessionId":"a"}\0';
  for (let sent = 0; sent <= 200_000; sent += 1000) read.write(logged.repeat(1000));
  await until(() => exceeded.length > 0);
});

it('does not let a page name another one as its owner', async () => {
  const { read, messages, exceeded } = opened();
  const title = JSON.stringify('"browserContextId":"B"},"sessionId":"b"}');
  const event = `{"method":"Page.event","params":{"title":${title}},"sessionId":"a"}\0`;
  for (let sent = 0; sent <= 200_000; sent += 1000) read.write(event.repeat(1000));
  await until(() => exceeded.length > 0 && messages.length > 100_000);
  expect(new Set(exceeded)).toEqual(new Set(['A']));
});

it('closes when the browser itself sends a message that is too long', async () => {
  const { read, pipe } = opened();
  const closed = new Promise<void>((resolve) => {
    pipe.onclose = resolve;
  });
  read.write('{"id":1,"result":"');
  for (let sent = 0; sent < 17; sent++) {
    read.write(Buffer.alloc(16 * megabyte, 'x'));
    await drained(read);
  }
  read.write('"}\0');
  await closed;
});
