import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Running, run } from '../local/running.ts';
import { send } from './load.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs something against a whole app with a data folder of its own, and cleans up. */
export async function withApp<T>(work: (app: Running) => Promise<T>): Promise<T> {
  const data = await mkdtemp(join(tmpdir(), 'conveyor-bench-'));
  const app = await run({ root, port: 0, data, fresh: false, watch: false, quiet: true });
  try {
    return await work(app);
  } finally {
    await app.stop();
    await rm(data, { recursive: true, force: true });
  }
}

/** Registers a device. @returns its header. */
export async function register(url: string): Promise<Record<string, string>> {
  const { status, body } = await send(`${url}/v1/register`, { method: 'POST' });
  if (status !== 201) throw new Error(`Registration answered ${status}: ${body}`);
  const { token } = JSON.parse(body.toString()) as { token: string };
  return { authorization: `Bearer ${token}` };
}

/** Converts a file through HTTP: submit, wait, fetch. @returns the PDF. */
export async function convert(
  url: string,
  headers: Record<string, string>,
  file: { name: string; bytes: Uint8Array },
): Promise<Buffer> {
  const submitted = await send(`${url}/v1/jobs?to=pdf&filename=${file.name}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    body: file.bytes,
  });
  if (submitted.status !== 202)
    throw new Error(`The submission answered ${submitted.status}: ${submitted.body}`);
  const { id } = JSON.parse(submitted.body.toString()) as { id: string };
  for (;;) {
    const result = await send(`${url}/v1/jobs/${id}/result?wait=20`, { headers });
    if (result.status === 200) return result.body;
    if (!result.body.includes('job_not_finished')) throw new Error(`The result answered ${result.body}`);
  }
}
