import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { client, withoutLibreOffice } from '../harness/app.ts';
import { asNode } from '../harness/nodes.ts';
import { descendants, isAlive, killAll, processTree } from '../harness/processes.ts';
import { freePort, type Script, startScript } from '../harness/startScript.ts';

// `npm start`: data folder, port, Ctrl-C, and recovery after a crash of all processes.

const root = fileURLToPath(new URL('../..', import.meta.url));
let data: string;
let port: number;
/** The app of the first tests. */
let running: Script;
/** A token that the app of the first tests issued. */
let token: string;
let current: ChildProcess | undefined;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'conveyor-start-'));
  port = await freePort();
  running = await start('Ctrl-C stops');
});
afterAll(async () => {
  current?.kill('SIGKILL');
  await rm(data, { recursive: true, force: true });
});

async function start(expectedOutput: string, settings: Record<string, string> = {}): Promise<Script> {
  const command = [process.execPath, 'local/run.mjs', 'local/start.ts'];
  const environment = { PORT: String(port), CONVEYOR_DATA: data, ...settings };
  const script = await startScript(command, expectedOutput, environment);
  current = script.process;
  return script;
}

test('the printed curl commands convert a file, and print one error if the token is invalid', async () => {
  const line = (beginning: string) =>
    running
      .printed()
      .split('\n')
      .find((each) => each.startsWith(beginning));
  const [register, convert] = [line('TOKEN='), line('curl ')];
  const hasCurl = spawnSync('curl', ['--version']).error === undefined;
  expect([register, convert].map((command) => command !== undefined)).toEqual([hasCurl, hasCurl]);
  if (hasCurl) {
    const folder = await mkdtemp(join(data, 'curl-'));
    await symlink(join(root, 'examples'), join(folder, 'examples'));
    const shell = (...commands: (string | undefined)[]) =>
      spawnSync('sh', ['-c', commands.join('\n')], { cwd: folder, encoding: 'utf8' });
    const refused = shell('TOKEN=expired.token', convert);
    expect(refused.stdout.trim().split('\n')).toEqual([
      '401 letter.pdf',
      expect.stringContaining('"code":"unauthorized"'),
    ]);
    expect(refused.stderr.trim().split('\n')).toEqual([expect.stringContaining('401')]);
    expect(refused.status).not.toBe(0);
    // The command waits 20 seconds for its file, to which the start of the engines can add several on a busy machine.
    const isReady = async () => (await fetch(`http://localhost:${port}/health/ready`)).ok;
    await expect.poll(isReady).toBe(true);
    expect(shell(register, convert)).toMatchObject({ status: 0, stdout: '200 letter.pdf\n', stderr: '' });
    expect((await readFile(join(folder, 'letter.pdf'))).toString('latin1', 0, 5)).toBe('%PDF-');
  }
});

test('the page is built in the background and then served', async () => {
  const page = async () =>
    (await fetch(`http://localhost:${port}/`, { headers: { accept: 'text/html' } })).text();
  expect(await page()).toMatch(/is building this page|src="\/app\/assets\//);
  await expect.poll(page).toContain('src="/app/assets/');
});

test('the demo finds the running app by the data folder, converts documents with it, and exports keys with its own', async () => {
  const demo = spawn(process.execPath, ['local/run.mjs', 'local/demo.ts'], {
    cwd: root,
    // The demo's own app converts nothing.
    env: { ...process.env, ...withoutLibreOffice, PORT: '', CONVEYOR_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed, [code]] = await Promise.all([text(demo.stdout), once(demo, 'exit')]);
  const lines = printed.trim().split('\n');
  expect(lines[0]).toBe(`Converting with the app at http://localhost:${port}.`);
  expect(
    lines.filter((line) => /^ {2}\w+\.\w+ +→ out\/\w+\.pdf +\d+ pages? .*“.+”$/.test(line)),
  ).toHaveLength(9);
  expect(printed).toMatch(/^ {2}invoice\.docx +→ out\/invoice\.png +\d+ KiB .* render, convert, thumbnail$/m);
  expect(printed).toMatch(/The file has \d+ keys: all 14 published keys/);
  expect(code).toBe(0);
});

test('a second start names the running app in one sentence', async () => {
  const status = await fetch(`http://localhost:${port}/admin/host/status`);
  const { processId } = (await status.json()) as { processId: number };
  const command = [process.execPath, 'local/run.mjs', 'local/start.ts'];
  const second = await startScript(command, 'npm start\n', { PORT: String(port), CONVEYOR_DATA: data });
  expect(second.printed()).toContain(
    `Conveyor is already running at http://localhost:${port} (process ${processId}, started in ${root.replace(/\/$/, '')}). `,
  );
});

test('acknowledged data survives a kill of all processes, and Ctrl-C stops every process', async () => {
  expect(running.printed()).toContain(`http://localhost:${port}/docs`);
  const app = client(`http://localhost:${port}`);
  token = await app.register();
  const page = { name: 'page.html', bytes: await readFile(join(root, 'examples', 'page.html')) };
  const done = await app.submit(token, page);
  await app.ended(token, done.id);
  const resultOf = async () =>
    (await (await app.call('GET', `/v1/jobs/${done.id}/result`, { token })).bytes()).length;
  const length = await resultOf();
  const waiting = await Promise.all(Array.from({ length: 5 }, () => app.submit(token, page)));

  const processes = processTree(running.process.pid ?? 0);
  killAll(processes);
  await vi.waitFor(() => expect(processes.filter(isAlive)).toEqual([]), 30_000);

  const second = await start('Convert a file', withoutLibreOffice);
  expect(await resultOf()).toBe(length);
  for (const { id } of waiting) expect((await app.call('GET', `/v1/jobs/${id}`, { token })).status).toBe(200);
  const after = await app.submit(token, page);
  expect(await app.ended(token, after.id)).toMatchObject({ status: 'succeeded' });

  const children = descendants(second.process.pid ?? 0);
  const pinned = children.find((pid) => descendants(pid).length > 0) ?? 0;
  process.kill(pinned, 'SIGINT');
  const [code] = await once(second.process, 'exit');
  expect(code).toBe(0);
  expect(children.filter(isAlive)).toEqual([]);
});

test('a port in use is reported in one sentence', async () => {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const refused = await start('taken');
  expect(refused.printed().trim()).toBe(
    `Port ${port} is taken. Choose another one: PORT=${port + 1} npm start`,
  );
  if (refused.process.exitCode === null) await once(refused.process, 'exit');
  expect(refused.process.exitCode).toBe(1);
  server.close();
});

test('an unsupported Node version is reported in one sentence', () => {
  const { status, stderr } = spawnSync(process.execPath, [...asNode('25.0.0'), 'local/start.ts'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), CONVEYOR_DATA: data },
    encoding: 'utf8',
  });
  expect(stderr.trim()).toBe('Conveyor runs on Node.js 22 and 24; this is Node.js 25.0.0.');
  expect(status).toBe(1);
});

test('npm start -- --fresh, and --fresh in the environment as npm passes it, delete the data of the app and no other files', async () => {
  const otherFile = join(data, 'mine.txt');
  await writeFile(otherFile, 'mine');
  const app = client(`http://localhost:${port}`);
  for (const { options = [], environment = {} } of [
    { options: ['--fresh'] },
    { environment: { npm_config_fresh: 'true' } },
  ]) {
    const command = [process.execPath, 'local/run.mjs', 'local/start.ts', ...options];
    const settings = { PORT: String(port), CONVEYOR_DATA: data, ...environment };
    const script = await startScript(command, 'Convert a file', settings);
    current = script.process;
    expect(script.printed()).toContain(`Deleting the data of earlier runs: ${join(data, 'cloud')}\n`);
    expect((await app.call('GET', '/v1/jobs', { token })).status).toBe(401);
    token = await app.register();
    expect(await readFile(otherFile, 'utf8')).toBe('mine');
    script.process.kill('SIGTERM');
    await once(script.process, 'exit');
  }
});
