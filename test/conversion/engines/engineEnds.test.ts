import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConverter } from '../../../shared/conversion/converter.ts';
import { EngineChildProcess } from '../../../shared/conversion/engines/childProcess.ts';
import type { Engine } from '../../../shared/conversion/engines/engine.ts';
import { processTree } from '../../harness/processes.ts';
import { never, until } from '../sample.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conveyor-ends-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function childOf(program: string, flags: string[] = []) {
  const entry = join(folder, 'child.mjs');
  await writeFile(entry, program);
  return new EngineChildProcess(entry, folder, flags);
}

describe('an engine process', () => {
  it.each([
    [
      'has an unknown flag',
      '',
      ['--no-such-flag'],
      { exitCode: 9, signal: null, lastErrorLine: expect.stringMatching(/bad option: --no-such-flag$/) },
    ],
    [
      'throws',
      "throw new Error('It is broken.');",
      [],
      { exitCode: 1, signal: null, lastErrorLine: 'Error: It is broken.' },
    ],
    [
      'is killed',
      "console.error('The last line.'); process.kill(process.pid, 'SIGSEGV')",
      [],
      { exitCode: null, signal: 'SIGSEGV', lastErrorLine: 'The last line.' },
    ],
    ['exits without output', 'process.exit(7)', [], { exitCode: 7, signal: null, lastErrorLine: undefined }],
  ])('that %s reports its exit code, signal and last error line', async (_, program, flags, expected) => {
    const child = await childOf(program, flags);
    await expect(child.started(never)).rejects.toMatchObject(expected);
    expect(await child.gone).toMatchObject(expected);
  });

  it('that runs out of heap is reported with the fatal error of V8', async () => {
    const child = await childOf('const all = []; for (;;) all.push([...all, {}]);', [
      '--max-old-space-size=8',
    ]);
    expect(await child.gone).toMatchObject({
      name: 'Error',
      cause: { signal: 'SIGABRT', lastErrorLine: expect.stringMatching(/^FATAL ERROR: .*heap/i) },
    });
  });
});

describe('an engine that crashes', () => {
  const lines: { message: string; kind?: string }[] = [];
  const converter = createConverter({
    engines: 1,
    log: (_level, message, fields) => lines.push({ message, ...fields }),
  });
  beforeAll(() => converter.warm());
  afterAll(() => converter.close());
  const warm = (kind: string) =>
    converter.engines().find((each) => each.kind === kind && each.state === 'warm')?.pid ?? 0;
  const condemned = (kind: string) =>
    lines.find((line) => line.kind === kind && line.message === 'An engine is condemned.');

  it.each(['libreoffice', 'toolbox'])('of kind %s is logged with its signal', async (kind) => {
    process.kill(warm(kind), 'SIGSEGV');
    await until(() => condemned(kind) !== undefined);
    expect(condemned(kind)).toMatchObject({ reason: 'crashed', exitCode: null, signal: 'SIGSEGV' });
    await until(() => converter.unready().length === 0 && warm(kind) !== 0);
  });

  it('of kind chromium is logged with the signal of its browser', async () => {
    const [, browser] = processTree(warm('chromium'));
    process.kill(browser ?? 0, 'SIGSEGV');
    await until(() => condemned('chromium') !== undefined);
    expect(condemned('chromium')).toMatchObject({
      signal: 'SIGKILL',
      lastErrorLine: 'The browser ended with SIGSEGV.',
    });
    await until(() => warm('chromium') !== 0);
  });
});

it('a converter reports a kind of engine that never starts as unready', async () => {
  const broken: Engine = {
    kind: 'libreoffice',
    warmUp: { operation: 'convert', files: [] },
    startMilliseconds: 10_000,
    start: async () => (await childOf('process.exit(1)')).started(never),
  };
  const converter = createConverter({ engines: 1, kinds: { libreoffice: broken }, log: () => undefined });
  try {
    expect(converter.unready().toSorted()).toEqual(['chromium', 'libreoffice', 'toolbox']);
    await expect(converter.warm()).rejects.toMatchObject({ code: 'unavailable' });
    expect(converter.unready()).toEqual(['libreoffice']);
  } finally {
    await converter.close();
  }
});
