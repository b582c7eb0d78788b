import { existsSync } from 'node:fs';
import { link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { Client } from '../../client/src/client.ts';
import type { Job } from '../../client/src/jobs.ts';
import type { Task } from './tasks.ts';

export const fileExistsMessage = (path: string) =>
  `${basename(path)} already exists. Use --force to overwrite it.`;

/**
 * Downloads the results of a job. Each is written to a temporary file and then renamed, so that no result is incomplete.
 * @returns the paths of the results
 */
export async function writeResults(
  job: Job,
  { task, client, force, signal }: { task: Task; client: Client; force: boolean; signal: AbortSignal },
): Promise<string[]> {
  const results = job.results ?? [];
  const folder = dirname(task.output);
  await mkdir(folder, { recursive: true });
  const paths = results.map(({ name }, index) => pathOf(task, name, { index, count: results.length }));
  const existing = force ? undefined : paths.find((path) => existsSync(path));
  if (existing) throw new Error(fileExistsMessage(existing));
  for (const [index, path] of paths.entries()) {
    const temporary = join(folder, `.${basename(path).slice(0, 100)}.${crypto.randomUUID()}.part`);
    try {
      const { body } = await client.download(job.id, { index, signal });
      await writeFile(temporary, body, { flag: 'wx', signal });
      await (force ? rename(temporary, path) : renameWithoutOverwriting(temporary, path));
    } finally {
      await rm(temporary, { force: true });
    }
  }
  return paths;
}

function pathOf(task: Task, name: string, { index, count }: { index: number; count: number }): string {
  const folder = dirname(task.output);
  const extension = extname(name);
  const stem = basename(task.output, extname(task.output));
  if (count === 1) return task.keepsNames ? join(folder, `${stem}${extension}`) : task.output;
  const number = String(index + 1).padStart(String(count).length, '0');
  // basename() prevents path traversal by a name that the app returns.
  return join(folder, task.keepsNames ? basename(name) : `${stem}-${number}${extension}`);
}

/** Unlike rename(), link() fails if a file with this name was created in the meantime. */
async function renameWithoutOverwriting(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new Error(fileExistsMessage(path), { cause: error });
    // Some file systems do not support hard links.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error;
    if (existsSync(path)) throw new Error(fileExistsMessage(path), { cause: error });
    await rename(temporary, path);
  }
}
