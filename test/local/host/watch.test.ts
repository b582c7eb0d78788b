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
   import { text } from './functions/text.ts';
   app.http('hello', { handler: async () => ({ body: text + ${body} }) });`;

test('restarts the host on the same port after a source change, and waits for the next change if it fails', async () => {
  const app = writeApp({ 'main.ts': main("''"), 'functions/text.ts': "export const text = 'first';" });
  const failures: string[] = [];
  let restarts = 0;
  watched = await watchHost(
    { directory: app, port: 0, output: 'capture' },
    { onRestart: () => restarts++, onFailure: (message) => failures.push(message) },
  );
  const url = watched.host?.url ?? '';
  const responseText = () =>
    fetch(`${url}/hello`).then(
      (response) => response.text(),
      () => '',
    );
  expect(await responseText()).toBe('first');

  writeFileSync(join(app, 'functions/text.ts'), "export const text = 'second';");
  await expect.poll(responseText).toBe('second');
  expect(restarts).toBe(1);

  writeFileSync(join(app, 'functions/text.ts'), 'export const text = ;');
  await expect.poll(() => failures.length).toBe(1);
  expect(failures[0]).toMatch(/failed to load.*restarts at the next change/s);
  expect(watched.host).toBeUndefined();

  writeFileSync(join(app, 'functions/text.ts'), "export const text = 'third';");
  await expect.poll(responseText).toBe('third');

  writeFileSync(join(app, 'local.settings.json'), '{ "Values": {} }');
  await expect.poll(() => restarts).toBe(3);
});

test('reports a host that exits, and restarts it at the next change', async () => {
  const app = writeApp({ 'main.ts': main("''"), 'functions/text.ts': "export const text = 'up';" });
  const failures: string[] = [];
  watched = await watchHost(
    { directory: app, port: 0, output: 'capture' },
    { onFailure: (message) => failures.push(message) },
  );
  const { pid, url } = watched.host ?? { pid: 0, url: '' };
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => failures[0]).toContain('The host exited (SIGKILL).');
  writeFileSync(join(app, 'functions/text.ts'), "export const text = 'up again';");
  await expect
    .poll(() =>
      fetch(`${url}/hello`).then(
        (response) => response.text(),
        () => '',
      ),
    )
    .toBe('up again');
});

test('detects every way in which editors and version control write files', async () => {
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
  const writes: Record<string, () => void> = {
    write: () => write('second'),
    'replace by rename': () => {
      writeFileSync(join(folder, 'new'), 'third');
      renameSync(join(folder, 'new'), file);
    },
    'delete and create': () => {
      rmSync(file);
      write('fourth');
    },
    'delete and create the folder': () => {
      rmSync(join(folder, 'sources/deep'), { recursive: true });
      write('fifth');
    },
    'create a folder': () => mkdirSync(join(folder, 'sources/new')),
    'write to the new folder': () => writeFileSync(join(folder, 'sources/new/b.ts'), ''),
    'create a watched file': () => writeFileSync(join(folder, 'settings.json'), '{}'),
  };
  for (const [name, change] of [...Object.entries(writes), ...Object.entries(writes).slice(0, 4)]) {
    const before = changes;
    change();
    await expect.poll(() => changes, { message: name }).toBeGreaterThan(before);
    await quiet(() => changes);
  }
});

/** Waits until a number stays the same for 100 ms. */
async function quiet(number: () => number): Promise<void> {
  let last: number;
  do {
    last = number();
    await new Promise((resolve) => setTimeout(resolve, 100));
  } while (number() !== last);
}
