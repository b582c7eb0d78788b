import { PassThrough, Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { BrowserPipe } from '../../../shared/conversion/chromium/browserPipe.ts';
import { EngineOutgrown } from '../../../shared/conversion/engines/engine.ts';
import { until } from '../sample.ts';

// A browser that sends this much takes a minute: `npm run soak`.

const never = new Promise<never>(() => undefined);

it('reads messages whatever their chunks', async () => {
  const read = new PassThrough();
  const pipe = new BrowserPipe(new PassThrough(), read);
  const messages: string[] = [];
  pipe.onmessage = (message) => messages.push(message);
  for (const chunk of ['on', 'e\0two\0th', 'ree\0']) read.write(chunk);
  await until(() => messages.length === 3);
  expect(messages).toEqual(['one', 'two', 'three']);
});

it('fails the job that sends a longer message than a string can hold, and reads no further', async () => {
  const chunk = Buffer.alloc(64 * 1024 ** 2, 'x');
  let sent = 0;
  const read = new Readable({
    read() {
      sent++;
      this.push(chunk);
    },
  });
  const pipe = new BrowserPipe(new PassThrough(), read);
  await expect(pipe.during(() => never)).rejects.toThrow(EngineOutgrown);
  expect(read.isPaused()).toBe(true);
  expect(sent).toBeLessThan(8);
});

it('fails the job whose messages together are too long', async () => {
  const message = Buffer.alloc(64 * 1024 ** 2, 'x');
  message[message.length - 1] = 0;
  const pipe = new BrowserPipe(
    new PassThrough(),
    new Readable({
      read() {
        this.push(message);
      },
    }),
  );
  await expect(pipe.during(() => never)).rejects.toThrow(EngineOutgrown);
});
