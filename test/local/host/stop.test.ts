import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Host } from '../../../local/host/launch.ts';
import { start, writeApp } from './sampleApp.ts';
import { seen, type WorkApp, workApps } from './workApp.ts';

let make: (name: string) => Promise<WorkApp>;
beforeAll(async () => {
  make = await workApps();
});

const said = (host: Host, text: string) => expect.poll(() => host.output.join('\n')).toContain(text);

/** How many of a queue's messages can be taken now. */
async function visible(app: WorkApp): Promise<number> {
  return (await app.queue.peekMessages({ numberOfMessages: 32 })).peekedMessageItems.length;
}

describe('a host that is told to stop', () => {
  test('answers what it has begun to serve, tells the app, and ends well', async () => {
    const app = await make('answers');
    const host = await app.start();
    const answer = fetch(`${host.url}/slow`).then((response) => response.text());
    await fetch(`${host.url}/seen`);
    await host.stop();
    expect(await answer).toBe('slow but done');
    expect(await host.exited).toEqual({ code: 0, signal: null });
    expect(host.output.at(-1)).toBe('told of the end');
  });

  test('lets messages in work come to their end', async () => {
    const app = await make('finishes');
    const host = await app.start();
    await app.send('wait 1000');
    await expect.poll(async () => (await seen(host)).length).toBe(1);
    await host.stop();
    expect(await app.depth()).toBe(0);
  });

  test('lets the app abort its work, whose message is visible again at once', async () => {
    const app = await make('aborts');
    const host = await app.start({ queues: { visibilityTimeout: '00:10:00' } });
    await app.send('abort');
    await said(host, 'waits for the end');
    await host.stop();
    expect(host.output.join('\n')).toContain('aborted by the end');
    expect(await visible(app)).toBe(1);
  });

  test('gives back what is still in work when its time is over', async () => {
    const app = await make('abandons');
    const host = await app.start({ grace: 0.2 });
    await app.send('hang');
    await said(host, 'hangs');
    await host.stop();
    expect(host.output.join('\n')).toContain('1 invocations are left behind after 200 ms');
    expect(await visible(app)).toBe(1);
  });

  test('takes no message that comes later', async () => {
    const app = await make('later');
    const host = await app.start();
    await app.send('wait 1000');
    await expect.poll(async () => (await seen(host)).length).toBe(1);
    const stopped = host.stop();
    await app.send('too late');
    await stopped;
    expect(await visible(app)).toBe(1);
  });
});

const hanging = `
import { app } from '@azure/functions';
app.setup({ enableHttpStream: true });
app.http('hang', { handler: () => { console.log('hangs'); return new Promise(() => {}); } });
process.on('SIGINT', () => console.log('interrupted'));
`;

test('a second Ctrl-C ends it at once', async () => {
  const host = await start(writeApp({ 'main.ts': hanging }), { grace: 3600 });
  fetch(`${host.url}/hang`).catch(() => {});
  await said(host, 'hangs');
  process.kill(host.pid, 'SIGINT');
  await said(host, 'interrupted');
  process.kill(host.pid, 'SIGINT');
  expect(await host.exited).toEqual({ code: 130, signal: null });
});

test('new requests are refused while what runs goes on', async () => {
  const host = await start(writeApp({ 'main.ts': hanging }), { grace: 1 });
  fetch(`${host.url}/hang`).catch(() => {});
  await said(host, 'hangs');
  const stopped = host.stop();
  await expect
    .poll(() =>
      fetch(`${host.url}/hang`).then(
        ({ status }) => status,
        () => 'refused',
      ),
    )
    .toBe('refused');
  await stopped;
});

test('a host ends with the process that started it', async () => {
  const launch = new URL('../../../local/host/launch.ts', import.meta.url).href;
  const app = writeApp({
    'main.ts': hanging,
    'launcher.ts': `import { launchHost } from '${launch}';
      const host = await launchHost({ directory: import.meta.dirname, port: 0, output: 'capture' });
      process.send({ url: host.url });`,
  });
  const parent = fork(join(app, 'launcher.ts'), { execArgv: [] });
  const [{ url }] = (await once(parent, 'message')) as [{ url: string }];
  expect((await fetch(url)).status).toBe(404);
  parent.kill('SIGKILL');
  await expect
    .poll(() =>
      fetch(url).then(
        () => 'up',
        () => 'down',
      ),
    )
    .toBe('down');
});
