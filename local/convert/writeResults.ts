import { existsSync } from 'node:fs';
import { link, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { Client, Job } from '../client.ts';
import type { Task } from './tasks.ts';

/** Said where something lies that is not to be overwritten. */
export const alreadyThere = (path: string) => `${basename(path)} is there already; --force overwrites it.`;

/**
 * Fetches the results of a job and puts them where they belong: each under another name first, so that a file is there
 * whole or not at all.
 * @returns their paths
 */
export async function writeResults(
  job: Job,
  { task, client, force, signal }: { task: Task; client: Client; force: boolean; signal: AbortSignal },
): Promise<string[]> {
  const results = job.results ?? [];
  const folder = dirname(task.output);
  await mkdir(folder, { recursive: true });
  const paths = results.map(({ name }, index) => pathOf(task, name, { index, count: results.length }));
  const taken = force ? undefined : paths.find((path) => existsSync(path));
  if (taken) throw new Error(alreadyThere(taken));
  for (const [index, path] of paths.entries()) {
    const temporary = join(folder, `.${basename(path).slice(0, 100)}.${crypto.randomUUID()}.part`);
    try {
      await client.save(job.id, index, temporary, signal);
      await (force ? rename(temporary, path) : place(temporary, path));
    } finally {
      await rm(temporary, { force: true });
    }
  }
  return paths;
}

function pathOf(task: Task, name: string, { index, count }: { index: number; count: number }): string {
  const folder = dirname(task.output);
  const ending = extname(name);
  const stem = basename(task.output, extname(task.output));
  if (count === 1) return task.keepsNames ? join(folder, `${stem}${ending}`) : task.output;
  const number = String(index + 1).padStart(String(count).length, '0');
  // The app has made its names harmless; here they must not lead anywhere either.
  return join(folder, task.keepsNames ? basename(name) : `${stem}-${number}${ending}`);
}

/** Gives a file its name, unless something has that name meanwhile. */
async function place(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new Error(alreadyThere(path), { cause: error });
    // Some file systems have no links.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error;
    if (existsSync(path)) throw new Error(alreadyThere(path), { cause: error });
    await rename(temporary, path);
  }
}
