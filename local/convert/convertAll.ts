import { existsSync, openAsBlob } from 'node:fs';
import { basename, relative } from 'node:path';
import { getSystemErrorMessage } from 'node:util';
import { type Client, Refusal, type Sent } from '../client.ts';
import type { Command } from './commandLine.ts';
import type { Progress } from './progress.ts';
import type { Task } from './tasks.ts';
import { alreadyThere, writeResults } from './writeResults.ts';

/** What a run needs beside its tasks. */
export interface Run {
  client: Client;
  command: Command;
  progress: Progress;
  /** Ends everything that is under way. */
  signal: AbortSignal;
}

/** What a job does, for a person. */
const words: Readonly<Record<string, string>> = {
  queued: 'waits',
  running: 'is converted',
  succeeded: 'is fetched',
};

/** Converts all, some at once. @returns how many failed */
export async function convertAll(tasks: readonly Task[], run: Run): Promise<number> {
  const waiting = tasks.values();
  let failures = 0;
  const worker = async () => {
    for (const task of waiting) {
      if (run.signal.aborted) return;
      if (!(await convertOne(task, run))) failures++;
    }
  };
  await Promise.all(Array.from({ length: run.command.jobs }, worker));
  return failures;
}

async function convertOne(task: Task, run: Run): Promise<boolean> {
  const { command, progress, signal } = run;
  const began = performance.now();
  try {
    if (!command.force && !task.isMany && existsSync(task.output)) throw new Error(alreadyThere(task.output));
    const { paths, pages } = await converted(task, run);
    const [first = '', ...more] = paths.map((path) => relative(command.folder, path));
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const count = pages > 0 ? `${pages} ${pages === 1 ? 'page' : 'pages'}, ` : '';
    progress.done(
      task.name,
      `${first}${more.length > 0 ? ` and ${more.length} more` : ''} (${count}${seconds} s)`,
    );
    return true;
  } catch (error) {
    progress.failed(task.name, signal.aborted ? 'cancelled' : wordsOf(error, { task, command }));
    return false;
  }
}

async function converted(task: Task, run: Run): Promise<{ paths: string[]; pages: number }> {
  const { client, command, progress, signal } = run;
  progress.doing(task.name, 'is sent');
  const inputs = [{ path: task.input, name: basename(task.input) }, ...command.resources];
  const files = await Promise.all(inputs.map(sent));
  // Not cut off: a job that was taken has an id by which it can be cancelled.
  const { id } = await client.submit(files, task.steps, signal);
  try {
    signal.throwIfAborted();
    const job = await client.ended(id, signal, (status) =>
      progress.doing(task.name, words[status] ?? status),
    );
    const paths = await writeResults(job, { task, client, force: command.force, signal });
    return { paths, pages: job.usage?.pages ?? 0 };
  } catch (error) {
    // Best effort: the app may be what is gone.
    if (signal.aborted) await client.cancel(id).catch(() => undefined);
    throw error;
  }
}

async function sent({ path, name }: { path: string; name: string }): Promise<Sent> {
  try {
    return { name, content: await openAsBlob(path) };
  } catch (cause) {
    throw new Error(`${basename(path)} cannot be read.`, { cause });
  }
}

/** The problem in its own words, with its code. */
function wordsOf(error: unknown, { task, command }: { task: Task; command: Command }): string {
  if (error instanceof Refusal) return `${error.message} (${error.code})`;
  const { errno, path } = error as NodeJS.ErrnoException;
  // Of the file system, about the file beside the result that becomes it.
  if (errno !== undefined && path !== undefined)
    return `${relative(command.folder, task.output)} cannot be written: ${getSystemErrorMessage(errno)}.`;
  return error instanceof Error ? error.message : String(error);
}
