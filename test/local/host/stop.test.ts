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

const expectOutput = (host: Host, text: string) => expect.poll(() => host.output.join('\n')).toContain(text);

/** The number of visible messages in the queue. */
async function visible(app: WorkApp): Promise<number> {
  return (await app.queue.peekMessages({ numberOfMessages: 32 })).peekedMessageItems.length;
}

describe('a stopping host', () => {
  test('finishes running requests, runs appTerminate and exits with code 0', async () => {
    const app = await make('answers');
    const host = await app.start();
    const answer = fetch(`${host.url}/slow`).then((response) => response.text());
    await fetch(`${host.url}/seen`);
    await host.stop();
    expect(await answer).toBe('slow but done');
    expect(await host.exited).toEqual({ code: 0, signal: null });
    expect(host.output.at(-1)).toBe('appTerminate');
  });

  test('finishes running messages', async () => {
    const app = await make('finishes');
    const host = await app.start();
    await app.send('wait 1000');
    await expect.poll(async () => (await seen(host)).length).toBe(1);
    await host.stop();
    expect(await app.depth()).toBe(0);
  });

  test('makes a message visible at once if the app aborts its work', async () => {
    const app = await make('aborts');
    const host = await app.start({ queues: { visibilityTimeout: '00:10:00' } });
    await app.send('abort');
    await expectOutput(host, 'waiting for SIGTERM');
    await host.stop();
    expect(host.output.join('\n')).toContain('aborted by SIGTERM');
    expect(await visible(app)).toBe(1);
  });

  test('releases running messages after the grace period', async () => {
    const app = await make('abandons');
    const host = await app.start({ grace: 0.2 });
    await app.send('hang');
    await expectOutput(host, 'hangs');
    await host.stop();
    expect(host.output.join('\n')).toContain('1 invocations are still running after 200 ms');
    expect(await visible(app)).toBe(1);
  });

  test('receives no new messages', async () => {
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

test('exits at once after a second Ctrl-C', async () => {
  const host = await start(writeApp({ 'main.ts': hanging }), { grace: 3600 });
  fetch(`${host.url}/hang`).catch(() => {});
  await expectOutput(host, 'hangs');
  process.kill(host.pid, 'SIGINT');
  await expectOutput(host, 'interrupted');
  process.kill(host.pid, 'SIGINT');
  expect(await host.exited).toEqual({ code: 130, signal: null });
});

test('refuses new requests while running requests continue', async () => {
  const host = await start(writeApp({ 'main.ts': hanging }), { grace: 1 });
  fetch(`${host.url}/hang`).catch(() => {});
  await expectOutput(host, 'hangs');
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

test('a host exits with its parent process', async () => {
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
