import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type WatchedHost, watchHost } from '../../../local/host/watch.ts';
import { writeApp } from './sampleApp.ts';

let watched: WatchedHost | undefined;
afterEach(() => watched?.stop());

const main = (body: string) =>
  `import { app } from '@azure/functions';
   import { said } from './functions/said.ts';
   app.http('hello', { handler: async () => ({ body: said + ${body} }) });`;

test('a change of a source restarts the host on its port; a broken one waits for the next', async () => {
  const app = writeApp({ 'main.ts': main("''"), 'functions/said.ts': "export const said = 'first';" });
  const failures: string[] = [];
  let restarts = 0;
  watched = await watchHost(
    { directory: app, port: 0, output: 'capture' },
    { onRestart: () => restarts++, onFailure: (message) => failures.push(message) },
  );
  const url = watched.host?.url ?? '';
  const said = () =>
    fetch(`${url}/hello`).then(
      (response) => response.text(),
      () => '',
    );
  expect(await said()).toBe('first');

  writeFileSync(join(app, 'functions/said.ts'), "export const said = 'second';");
  await expect.poll(said).toBe('second');
  expect(restarts).toBe(1);

  writeFileSync(join(app, 'functions/said.ts'), 'export const said = ;');
  await expect.poll(() => failures.length).toBe(1);
  expect(failures[0]).toMatch(/failed to load.*starts again on the next change/s);
  expect(watched.host).toBeUndefined();

  writeFileSync(join(app, 'functions/said.ts'), "export const said = 'third';");
  await expect.poll(said).toBe('third');

  writeFileSync(join(app, 'local.settings.json'), '{ "Values": {} }');
  await expect.poll(() => restarts).toBe(3);
});

test('a host that ends by itself is told of, and starts on the next change', async () => {
  const app = writeApp({ 'main.ts': main("''"), 'functions/said.ts': "export const said = 'up';" });
  const failures: string[] = [];
  watched = await watchHost(
    { directory: app, port: 0, output: 'capture' },
    { onFailure: (message) => failures.push(message) },
  );
  const { pid, url } = watched.host ?? { pid: 0, url: '' };
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => failures[0]).toContain('The host ended (SIGKILL).');
  writeFileSync(join(app, 'functions/said.ts'), "export const said = 'up again';");
  await expect
    .poll(() =>
      fetch(`${url}/hello`).then(
        (response) => response.text(),
        () => '',
      ),
    )
    .toBe('up again');
});
