import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { type WatchedHost, watchHost } from '../../../local/host/watch.ts';
import { watchPaths } from '../../../local/host/watchPaths.ts';
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

test('every way in which editors and version control write is a change, again and again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'conveyor-watch-'));
  const file = join(folder, 'sources/deep/a.ts');
  const write = (text: string) => {
    mkdirSync(join(folder, 'sources/deep'), { recursive: true });
    writeFileSync(file, text);
  };
  write('first');
  let changes = 0;
  const unwatch = watchPaths(folder, ['sources', 'settings.json'], () => changes++);
  onTestFinished(() => {
    unwatch();
    rmSync(folder, { recursive: true });
  });
  const ways: Record<string, () => void> = {
    'writes it': () => write('second'),
    'puts another in its place': () => {
      writeFileSync(join(folder, 'new'), 'third');
      renameSync(join(folder, 'new'), file);
    },
    'deletes it and makes it anew': () => {
      rmSync(file);
      write('fourth');
    },
    'makes its folder anew': () => {
      rmSync(join(folder, 'sources/deep'), { recursive: true });
      write('fifth');
    },
    'makes a folder': () => mkdirSync(join(folder, 'sources/new')),
    'writes into that': () => writeFileSync(join(folder, 'sources/new/b.ts'), ''),
    'makes a file that was not there': () => writeFileSync(join(folder, 'settings.json'), '{}'),
  };
  for (const [way, change] of [...Object.entries(ways), ...Object.entries(ways).slice(0, 4)]) {
    const before = changes;
    change();
    await expect.poll(() => changes, { message: way }).toBeGreaterThan(before);
    await quiet(() => changes);
  }
});

/** Waits until a number no longer changes. */
async function quiet(number: () => number): Promise<void> {
  let last: number;
  do {
    last = number();
    await new Promise((resolve) => setTimeout(resolve, 100));
  } while (number() !== last);
}
