import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineChildProcess } from '../../../shared/conversion/engines/childProcess.ts';
import { confinement } from '../../../shared/conversion/engines/confinement.ts';
import { toolboxEngine } from '../../../shared/conversion/toolbox/toolboxEngine.ts';
import { picture } from '../pictures.ts';
import { never } from '../sample.ts';

const entry = fileURLToPath(new URL('../../../shared/conversion/toolbox/toolboxChild.ts', import.meta.url));
let folder = '';
/** A child that runs any code it gets, like a library that a document has compromised. */
let rogue = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conveyor-confined-'));
  rogue = join(folder, 'rogue.mjs');
  const code = `process.on('message', async ({ id, options }) => {
    if (options.messages) return options.messages.forEach((message) => process.send(message));
    const name = await eval(options.code).then(String, (error) => error.code);
    process.send({ type: 'done', id, files: [{ name, bytes: new Uint8Array() }] });
  });
  process.send({ type: 'ready' });`;
  await writeFile(rogue, code);
});
afterAll(() => rm(folder, { recursive: true }));

async function attempt(code: string): Promise<unknown> {
  const flags = confinement(entry, folder, ['--allow-addons']);
  const child = await new EngineChildProcess(rogue, folder, flags).started(never);
  try {
    return (await child.run({ operation: '', files: [], options: { code } }, never)).files[0]?.name;
  } finally {
    await child.kill();
  }
}

describe('a child process with confinement', () => {
  it.each([
    ['read the users of the machine', `import('node:fs').then((fs) => fs.readFileSync('/etc/passwd'))`],
    ['read another process', `import('node:fs').then((fs) => fs.readFileSync('/proc/1/environ'))`],
    ['list the root folder', `import('node:fs').then((fs) => fs.readdirSync('/'))`],
    ['write outside its folder', `import('node:fs').then((fs) => fs.writeFileSync('${tmpdir()}/x', ''))`],
    ['write to the app', `import('node:fs').then((fs) => fs.writeFileSync('${entry}', ''))`],
    ['start a program', `import('node:child_process').then((c) => c.execSync('id'))`],
    ['start a thread', `import('node:worker_threads').then((w) => new w.Worker('1', { eval: true }))`],
  ])('cannot %s', async (_what, code) => {
    expect(await attempt(code)).toBe('ERR_ACCESS_DENIED');
  });

  it('writes to its folder and reads its code', async () => {
    const inside = join(folder, 'own');
    expect(
      await attempt(`import('node:fs').then((fs) => (fs.writeFileSync('${inside}', 'a'), 'written'))`),
    ).toBe('written');
    expect(await attempt(`import('node:fs').then((fs) => fs.readFileSync('${entry}').length > 0)`)).toBe(
      'true',
    );
    expect(await readdir(folder)).toContain('own');
  });

  it.each([
    null,
    'done',
    { type: 'other', id: 1 },
    { type: 'done', id: 1 },
    { type: 'done', id: 1, files: [{ name: 'a' }] },
    { type: 'done', id: 1, files: [null] },
    { type: 'refused', id: 1, code: 'constructor' },
    { type: 'refused', id: 1, code: 'corrupt_file', detail: { text: '' } },
    { type: 'refused', id: 1, code: 'fetch_failed', address: 1 },
    { type: 'failed', id: 1 },
  ])('is killed when it sends %j', async (message) => {
    const child = await new EngineChildProcess(rogue, folder, []).started(never);
    // The first two are valid and have no effect.
    const messages = [{ type: 'ready' }, { type: 'failed', id: 7, message: '' }, message];
    await expect(child.run({ operation: '', files: [], options: { messages } }, never)).rejects.toThrow(
      'ended',
    );
    await child.gone;
  });

  it('is killed when its start is aborted', async () => {
    const child = new EngineChildProcess(rogue, folder, []);
    await expect(child.started(AbortSignal.abort())).rejects.toThrow('ended');
    await child.gone;
  });

  it('runs the toolbox, which leaves nothing in its folder', async () => {
    const own = await mkdtemp(join(folder, 'engine-'));
    const process = await toolboxEngine().start(own, new AbortController().signal);
    const limits = { pages: 9, pixels: 10_000, files: 9 };
    const files = [await picture('png')];
    const pdf = await process.run({ operation: 'imageToPdf', files, options: { limits } }, never);
    const options = { text: '日本', layer: 'over', position: 'center', margin: 0, rotation: 0, limits };
    const marked = await process.run({ operation: 'watermarkPdf', files: pdf.files, options }, never);
    expect(marked.files).toHaveLength(1);
    expect(await readdir(own)).toEqual([]);
    await process.kill();
  });
});
