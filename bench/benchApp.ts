import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NamedFile } from '../shared/conversion/files.ts';
import { send } from './load.ts';

type Headers = Record<string, string>;

const program = fileURLToPath(new URL('../local/start.ts', import.meta.url));

/** Starts the app as `npm start` does, with a temporary data folder, runs `work` against it, then stops it and deletes the folder. */
export async function withApp<T>(
  work: (url: string, data: string, pid: number) => Promise<T>,
  settings: Record<string, string> = {},
): Promise<T> {
  const data = await mkdtemp(join(tmpdir(), 'conveyor-bench-'));
  const app = spawn(process.execPath, [program], {
    env: { ...process.env, PORT: '0', CONVEYOR_DATA: data, LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  try {
    const url = await new Promise<string>((resolve, reject) => {
      app.once('exit', () => reject(new Error(`The app exited: ${printed}`)));
      app.stdout.on('data', (chunk) => {
        printed += chunk;
        const address = /App +(http:\S+)/.exec(printed)?.[1];
        if (address) resolve(address);
      });
    });
    return await work(url, data, app.pid ?? 0);
  } finally {
    app.kill('SIGTERM');
    if (app.exitCode === null) await once(app, 'exit');
    await rm(data, { recursive: true, force: true });
  }
}

/** Registers a device. @returns its `authorization` header */
export async function register(url: string): Promise<Headers> {
  const { status, body } = await send(`${url}/v1/register`, { method: 'POST' });
  if (status !== 201) throw new Error(`Registration failed with ${status}: ${body}`);
  const { token } = JSON.parse(body.toString()) as { token: string };
  return { authorization: `Bearer ${token}` };
}

/** Converts a file over HTTP: submit, wait, fetch. @returns the PDF */
export async function convert(url: string, headers: Headers, file: NamedFile): Promise<Buffer> {
  return resultOf(url, headers, await submit(url, headers, file));
}

/** Submits a job that converts a file to PDF. @returns its id */
export async function submit(url: string, headers: Headers, file: NamedFile): Promise<string> {
  const { id } = JSON.parse((await post(url, headers, file, 202)).toString()) as { id: string };
  return id;
}

/** Converts a file over HTTP in one request, which waits for the result. @returns the PDF */
export function convertInOneRequest(url: string, headers: Headers, file: NamedFile): Promise<Buffer> {
  return post(url, { ...headers, prefer: 'wait=20' }, file, 200);
}

/** Waits for the result of a job. */
export async function resultOf(url: string, headers: Headers, id: string): Promise<Buffer> {
  for (;;) {
    const result = await send(`${url}/v1/jobs/${id}/result?wait=20`, { headers });
    if (result.status === 200) return result.body;
    if (!result.body.includes('job_not_finished'))
      throw new Error(`The result failed with ${result.status}: ${result.body}`);
  }
}

async function post(url: string, headers: Headers, file: NamedFile, expected: number): Promise<Buffer> {
  const { status, body } = await send(`${url}/v1/jobs?to=pdf&filename=${file.name}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    body: file.bytes,
  });
  if (status !== expected) throw new Error(`The submission failed with ${status}: ${body}`);
  return body;
}
