import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { argumentsOf, isAlive, killAll, parentOf, processTree } from '../harness/processes.ts';
import { freePort, startScript } from '../harness/startScript.ts';

// `npm start` exits with its parent process, and only then.

const folders: string[] = [];
let port: number;
let processes: number[] = [];

beforeAll(async () => {
  port = await freePort();
});
afterAll(async () => {
  killAll(processes);
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function environment(): Promise<Record<string, string | undefined>> {
  const folder = await mkdtemp(join(tmpdir(), 'conveyor-parents-'));
  folders.push(folder);
  // `npm test` sets npm_lifecycle_event.
  return { PORT: String(port), CONVEYOR_DATA: folder, npm_lifecycle_event: undefined };
}

const isLauncher = (pid: number) => argumentsOf(pid)[1] === 'local/run.mjs';
const allExited = () =>
  vi.waitFor(() => expect(processes.filter(isAlive).map(argumentsOf)).toEqual([]), { timeout: 60_000 });

test.each([
  ['start', 'npm', 'SIGTERM'],
  ['start', 'npm', 'SIGKILL'],
  ['start', 'the launcher', 'SIGKILL'],
  ['dev', 'the launcher', 'SIGKILL'],
] as const)('npm run %s exits when %s receives %s', async (script, target, signal) => {
  const npm = await startScript(['npm', 'run', script], 'Convert a file', await environment());
  processes = processTree(npm.process.pid ?? 0);
  // At least npm, the launcher, the script, the host and two processes of the cloud.
  expect(processes.length).toBeGreaterThan(5);
  process.kill(target === 'npm' ? (processes[0] ?? 0) : (processes.find(isLauncher) ?? 0), signal);
  await allExited();
});

test.each([
  ['under npm', 'npm start &'],
  ['under npm, with nohup and without standard input', 'nohup npm start <&- &'],
  ['without npm', `'${process.execPath}' local/run.mjs local/start.ts &`],
])('continues in the background after its shell has exited: %s', async (_what, command) => {
  // The shell exits immediately, long before the app has started.
  await startScript(['sh', '-c', command], 'Convert a file', await environment());
  const status = await fetch(`http://127.0.0.1:${port}/admin/host/status`);
  const { processId } = (await status.json()) as { processId: number };
  const launcher = parentOf(parentOf(processId) ?? 0) ?? 0;
  processes = processTree(launcher);
  expect(isLauncher(launcher)).toBe(true);
  process.kill(launcher, 'SIGTERM');
  await allExited();
});
