import { existsSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { getSystemErrorMessage } from 'node:util';
import { ApiError } from '../../client/src/apiError.ts';
import type { Client } from '../../client/src/client.ts';
import { cancelAbandoned, type Job } from '../../client/src/jobs.ts';
import { openFile } from '../../client/src/node.ts';
import type { Submission } from '../../client/src/submit.ts';
import type { Command } from './commandLine.ts';
import type { Progress } from './progress.ts';
import type { Task } from './tasks.ts';
import { firstTemplateTag } from './templateTags.ts';
import { fileExistsMessage, writeResults } from './writeResults.ts';

/** What all tasks of a run share. */
export interface Run {
  client: Client;
  command: Command;
  progress: Progress;
  /** Cancels the running jobs. */
  signal: AbortSignal;
}

/** The progress text of each job status. */
const statusTexts: Readonly<Record<string, string>> = {
  queued: 'queued',
  running: 'converting',
  succeeded: 'downloading',
};

/** Converts all files, `command.jobs` at a time. @returns the number of failures */
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
    if (!command.force && !task.mayHaveSeveralResults && existsSync(task.output))
      throw new Error(fileExistsMessage(task.output));
    const { paths, pages, warnings } = await runJob(task, run);
    const [first = '', ...more] = paths.map((path) => relative(command.folder, path));
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const count = pages > 0 ? `${pages} ${pages === 1 ? 'page' : 'pages'}, ` : '';
    progress.done(
      task.name,
      `${first}${more.length > 0 ? ` and ${more.length} more` : ''} (${count}${seconds} s)`,
    );
    for (const { code, detail } of warnings) progress.warning(task.name, `${detail} (${code})`);
    const isConvertedOnly = task.steps.every(({ type }) => type === 'convert');
    const tag = isConvertedOnly ? await firstTemplateTag(task.input) : undefined;
    if (tag !== undefined)
      progress.hint(task.name, `contains the template tag ${tag}. To fill it, add --data <file.json>.`);
    return true;
  } catch (error) {
    progress.failed(task.name, signal.aborted ? 'cancelled' : messageOf(error, { task, command }));
    return false;
  }
}

interface Outcome {
  paths: string[];
  pages: number;
  warnings: NonNullable<Job['warnings']>;
}

async function runJob(task: Task, run: Run): Promise<Outcome> {
  const { client, command, progress, signal } = run;
  progress.update(task.name, 'uploading');
  const inputs = [{ path: task.input, name: basename(task.input) }, ...command.resources];
  const files = await Promise.all(inputs.map(openInput));
  // The types of the client do not allow `undefined` in place of an absent option, which JSON omits.
  const steps = task.steps as NonNullable<Submission['steps']>;
  const { id } = await client.submit({ files, steps }, { signal });
  try {
    const job = await client.wait(id, {
      signal,
      onStatus: ({ status }) => progress.update(task.name, statusTexts[status] ?? status),
    });
    const paths = await writeResults(job, { task, client, force: command.force, signal });
    return { paths, pages: job.usage?.pages ?? 0, warnings: job.warnings ?? [] };
  } catch (error) {
    if (signal.aborted) await cancelAbandoned(client.api, id);
    throw error;
  }
}

async function openInput({ path, name }: { path: string; name: string }): Promise<File> {
  try {
    return await openFile(path, name);
  } catch (cause) {
    throw new Error(`${basename(path)} cannot be read.`, { cause });
  }
}

/** The error sentence for the terminal; for an error of the app with its code. */
function messageOf(error: unknown, { task, command }: { task: Task; command: Command }): string {
  if (error instanceof ApiError) return `${error.message} (${error.code})`;
  const { errno, path } = error as NodeJS.ErrnoException;
  // A file system error names the temporary file; the message names the result.
  if (errno !== undefined && path !== undefined)
    return `${relative(command.folder, task.output)} cannot be written: ${getSystemErrorMessage(errno)}.`;
  return error instanceof Error ? error.message : String(error);
}
