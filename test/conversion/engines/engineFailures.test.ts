import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConverter } from '../../../shared/conversion/converter.ts';
import type { Engine } from '../../../shared/conversion/engines/engine.ts';
import type { NamedFile } from '../../../shared/conversion/files.ts';
import { isAlive } from '../../harness/processes.ts';
import { docx, paragraph, zipOf } from '../ooxml.ts';
import { never, sample, toPdf, until } from '../sample.ts';

const converter = createConverter({ engines: 1, secondsPerConversion: 20, log: () => undefined });
beforeAll(() => converter.warm());
afterAll(() => converter.close());

const text = 'Many words on many lines make many pages, and many pages take their time. '.repeat(12);
const longDocument = await docx(Array.from({ length: 4000 }, () => paragraph(text)).join(''));
const endlessPage = Buffer.from('<p>On</p><script>for (;;) {}</script>');

const libreoffice = {
  kind: 'libreoffice',
  slow: { name: 'long.docx', bytes: longDocument },
  quick: 'letter.docx',
};
const chromium = { kind: 'chromium', slow: { name: 'endless.html', bytes: endlessPage }, quick: 'page.html' };
const engine = (kind: string) => converter.engines().find((view) => view.kind === kind);
const busy = (kind: string) => until(() => engine(kind)?.state === 'busy');

async function quickSampleConverts(name: string) {
  await converts(await sample(name));
}

async function converts(file: NamedFile) {
  const { usage } = await converter.convert({ files: [file], steps: toPdf, signal: never });
  expect(usage.pages).toBe(1);
}

describe.each([libreoffice, chromium])('a $kind engine', ({ kind, slow, quick }) => {
  it('that is killed passes its job to another engine, and other jobs are not affected', async () => {
    const abort = new AbortController();
    const file = await sample(quick);
    const job = converter.convert({ files: [slow], steps: toPdf, signal: abort.signal });
    const rejected = expect(job).rejects.toThrow('Seen enough.');
    await busy(kind);
    const pid = engine(kind)?.pid ?? 0;
    // It must be in the queue before the slow job is queued again.
    const waiting = converts(file);
    process.kill(pid, 'SIGKILL');
    await waiting;
    await until(() => engine(kind)?.state === 'busy' && engine(kind)?.pid !== pid);
    abort.abort(new Error('Seen enough.'));
    await rejected;
  });
});

it('an engine ignores Ctrl-C in the terminal, because the worker ends it after its job is requeued', async () => {
  await converter.warm();
  const before = converter.engines().map(({ pid }) => pid);
  for (const pid of before) process.kill(pid ?? 0, 'SIGINT');
  await quickSampleConverts(libreoffice.quick);
  await quickSampleConverts(chromium.quick);
  expect(converter.engines().map(({ pid }) => pid)).toEqual(before);
});

// What a pool does after an engine has ended does not depend on its kind, and a browser starts sooner.
describe('a chromium engine', () => {
  const { kind, slow, quick } = chromium;

  it('that ends with every attempt of a document does not get it again', async () => {
    const job = converter.convert({ files: [slow], steps: toPdf, signal: never });
    const rejected = expect(job).rejects.toMatchObject({ code: 'cannot_be_processed', retryable: false });
    const killed = new Set<number | undefined>();
    for (let times = 0; times < 3; times++) {
      await until(() => engine(kind)?.state === 'busy' && !killed.has(engine(kind)?.pid));
      killed.add(engine(kind)?.pid);
      process.kill(engine(kind)?.pid ?? 0, 'SIGKILL');
    }
    await rejected;
    await quickSampleConverts(quick);
  });

  it('keeps running when a waiting job is aborted', async () => {
    const abort = new AbortController();
    const slowAbort = new AbortController();
    const first = converter.convert({ files: [slow], steps: toPdf, signal: slowAbort.signal });
    first.catch(() => undefined);
    await busy(kind);
    const pid = engine(kind)?.pid;
    const waiting = converter.convert({ files: [await sample(quick)], steps: toPdf, signal: abort.signal });
    abort.abort(new Error('No longer wanted.'));
    await expect(waiting).rejects.toThrow('No longer wanted.');
    expect(engine(kind)).toMatchObject({ pid, state: 'busy' });
    slowAbort.abort(new Error('Done with it.'));
    await expect(first).rejects.toThrow('Done with it.');
  });
});

it('an engine with one task is killed when its job is aborted, and the next job succeeds', async () => {
  const abort = new AbortController();
  const reason = new Error('The caller has cancelled.');
  const job = converter.convert({
    files: [{ name: 'long.docx', bytes: longDocument }],
    steps: toPdf,
    signal: abort.signal,
  });
  const rejected = expect(job).rejects.toBe(reason);
  await busy('libreoffice');
  const pid = engine('libreoffice')?.pid ?? 0;
  abort.abort(reason);
  await rejected;
  await until(() => !isAlive(pid));
  await quickSampleConverts('letter.docx');
});

describe('several documents in one job', () => {
  /** An engine that takes 800 ms for each page. */
  const slowEngine = (kind: string): Engine => ({
    kind,
    warmUp: { operation: 'nothing', files: [] },
    startMilliseconds: 10_000,
    async start() {
      const gone = Promise.withResolvers<undefined>();
      return {
        pid: undefined,
        gone: gone.promise,
        async run({ operation, files }) {
          if (operation === 'pdf') await sleep(800);
          return { files: files.map((file) => ({ ...file, name: 'a.pdf' })), pages: files.map(() => 1) };
        },
        kill: async () => gone.resolve(undefined),
      };
    },
  });

  it('share the time limit of one conversion', async () => {
    const kinds = { chromium: slowEngine('chromium'), toolbox: slowEngine('toolbox') };
    const strict = createConverter({ engines: 0, kinds, secondsPerConversion: 2, log: () => undefined });
    const converted = (count: number) => {
      const files = Array.from({ length: count }, (_, index) => ({
        name: `${index}.html`,
        bytes: Buffer.from('a'),
      }));
      return strict.convert({ files, steps: toPdf, signal: never });
    };
    try {
      expect((await converted(1)).files).toHaveLength(1);
      await expect(converted(3)).rejects.toMatchObject({ code: 'timed_out', retryable: false });
      expect((await converted(1)).files).toHaveLength(1);
    } finally {
      await strict.close();
    }
  });
});

describe('a document that cannot be read', () => {
  it('is refused as corrupt_file, and its engine keeps running', async () => {
    const before = engine('libreoffice')?.pid;
    const whole = await docx(paragraph('Whole'));
    const broken = await zipOf({
      '[Content_Types].xml': 'not xml',
      'word/document.xml': whole.subarray(0, 300),
    });
    await quickSampleConverts('letter.docx');
    const pid = engine('libreoffice')?.pid;
    expect(pid === before || before === undefined || !isAlive(before)).toBe(true);
    await expect(
      converter.convert({ files: [{ name: 'broken.docx', bytes: broken }], steps: toPdf, signal: never }),
    ).rejects.toMatchObject({ code: 'corrupt_file' });
    await quickSampleConverts('letter.docx');
    expect(engine('libreoffice')?.pid).toBe(pid);
  });
});

describe('an engine that exceeds its memory limit', () => {
  const small = createConverter({ engines: 0, maximumResidentBytes: 1024, log: () => undefined });
  afterAll(() => small.close());
  const pid = () =>
    small.engines().find(({ kind, state }) => kind === 'chromium' && state !== 'condemned')?.pid;

  it('is replaced after a job that it has finished', async () => {
    await small.warm();
    const before = pid() ?? 0;
    await small.convert({ files: [await sample('page.html')], steps: toPdf, signal: never });
    await until(() => !isAlive(before) && pid() !== undefined);
  });

  it('fails a job that it cannot finish', async () => {
    const files = [{ name: 'endless.html', bytes: endlessPage }];
    const job = small.convert({ files, steps: toPdf, signal: never });
    await expect(job).rejects.toMatchObject({ code: 'too_large_inside', retryable: false });
  });
});
