import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Converter, createConverter } from '../../../shared/conversion/converter.ts';
import { argumentsOf, isAlive, killAll, processTree } from '../../harness/processes.ts';
import { never, sample, toPdf, until } from '../sample.ts';

const endless = { name: 'endless.html', bytes: Buffer.from('<p>On</p><script>for (;;) {}</script>') };
let directory = '';
let converter: Converter;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'conveyor-browsers-'));
  converter = createConverter({
    engines: 0,
    browsers: 2,
    toolboxes: 1,
    workDirectory: directory,
    log: () => undefined,
  });
  await converter.warm();
});
afterAll(async () => {
  await converter.close();
  expect(await readdir(directory)).toEqual([]);
  await rm(directory, { recursive: true });
});

const browsers = () => converter.engines().filter(({ kind }) => kind === 'chromium');
const busy = () => browsers().find(({ state }) => state === 'busy');
const bothAreWarm = () =>
  until(
    () =>
      browsers().length === 2 && browsers().every(({ state, pid }) => state === 'warm' && pid !== undefined),
  );
const convert = (file: { name: string; bytes: Uint8Array }, signal = never) =>
  converter.convert({ files: [file], steps: toPdf, signal });
const isBrowser = (pid: number) => /--remote-debugging-pipe/.test(argumentsOf(pid).join(' '));
const isZygote = (pid: number) => /--type=zygote/.test(argumentsOf(pid).join(' '));

/** Starts a job that never ends. @returns it with the child process that runs it and all processes below that child */
async function occupied() {
  await bothAreWarm();
  const abort = new AbortController();
  const job = convert(endless, abort.signal).then(
    () => 'done',
    (error) => error,
  );
  await until(() => busy() !== undefined);
  const child = busy()?.pid ?? 0;
  const [, ...family] = processTree(child);
  expect(family.length).toBeGreaterThan(2);
  const browser = family.find(isBrowser) ?? 0;
  return { abort, job, child, browser, family };
}

describe('a browser', () => {
  it.each(['child', 'browser'] as const)(
    'is replaced when its %s process is killed, and the job runs on another browser',
    async (which) => {
      const { abort, job, family, ...pids } = await occupied();
      process.kill(pids[which], 'SIGKILL');
      await until(() => !isAlive(pids.child) && family.every((pid) => !isAlive(pid)));
      expect((await convert(await sample('page.html'))).usage.pages).toBe(1);
      await until(() => ![undefined, pids.child].includes(busy()?.pid));
      abort.abort(new Error('Seen enough.'));
      expect(await job).toEqual(new Error('Seen enough.'));
      await bothAreWarm();
    },
  );

  it('that hangs is killed together with its child process', async () => {
    for (const how of ['killed', 'aborted']) {
      const { abort, job, child, family } = await occupied();
      killAll(family, 'SIGSTOP');
      if (how === 'killed') process.kill(child, 'SIGKILL');
      else abort.abort(new Error('Seen enough.'));
      await until(() => !isAlive(child) && family.every((pid) => !isAlive(pid)));
      abort.abort(new Error('Seen enough.'));
      await job;
    }
  });

  it('is replaced when its zygote process is gone and it opens no pages, and the job runs on another browser', async () => {
    await bothAreWarm();
    const before = browsers().map(({ pid }) => pid ?? 0);
    const zygotes = before.flatMap(processTree).filter(isZygote);
    expect(zygotes.length).toBeGreaterThanOrEqual(before.length);
    killAll(zygotes);
    await until(() => zygotes.every((pid) => !isAlive(pid)));
    expect((await convert(await sample('page.html'))).usage.pages).toBe(1);
    expect(browsers().filter(({ pid }) => before.includes(pid ?? 0)).length).toBeLessThan(2);
  });

  it('is replaced once when its child process runs out of memory; then the job fails as too large', async () => {
    const { job, child, family } = await occupied();
    // V8 ends a process with a full heap by this signal.
    process.kill(child, 'SIGABRT');
    await until(() => ![undefined, child].includes(busy()?.pid));
    await until(() => family.every((pid) => !isAlive(pid)));
    process.kill(busy()?.pid ?? 0, 'SIGABRT');
    expect(await job).toMatchObject({ code: 'too_large_inside', retryable: false });
    expect((await convert(await sample('page.html'))).usage.pages).toBe(1);
  });
});

it('a browser that cannot be started logs the reason', async () => {
  const log: unknown[] = [];
  const none = createConverter({
    engines: 0,
    toolboxes: 1,
    chromium: join(directory, 'none'),
    log: (_, message, members) => log.push({ message, ...members }),
  });
  try {
    await expect(none.warm()).rejects.toThrow();
    expect(log).toContainEqual(
      expect.objectContaining({ reason: 'crashed', cause: expect.stringContaining('ENOENT') }),
    );
  } finally {
    await none.close();
  }
});
