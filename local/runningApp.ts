import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { deleteIt, parseFile } from './cloud/damaged.ts';
import type { CloudDescription } from './cloud/description.ts';
import { readIfExists, writePrivateFile } from './cloud/privateFile.ts';

/** The running app of a data folder, as a file in that folder describes it to other scripts. Contains secrets. */
export interface RunningApp {
  url: string;
  cloud: CloudDescription;
}

const fileIn = (data: string) => join(data, 'running.json');

/** The data folder that the environment selects. */
export const dataFolderOf = (root: string) => resolve(root, process.env.CONVEYOR_DATA || '.conveyor');

export function saveRunningApp(data: string, app: RunningApp): void {
  writePrivateFile(fileIn(data), JSON.stringify(app));
}

export function forgetRunningApp(data: string): void {
  rmSync(fileIn(data), { force: true });
}

/**
 * The app that was started last with a data folder and not stopped; undefined if there is none. It may have been killed.
 * @throws Error if the file is damaged
 */
export function readRunningApp(data: string): RunningApp | undefined {
  const text = readIfExists(fileIn(data));
  return text === undefined ? undefined : parseFile<RunningApp>(fileIn(data), text, deleteIt);
}

/** Whether an app responds at this URL. */
export async function isRunning(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/health`);
    return ((await answer.json()) as { status?: string }).status === 'up';
  } catch {
    // The connection was refused, or another program uses the port.
    return false;
  }
}

/** The address of the local app: PORT, or the port that the app of the data folder was started on, or 7071. */
export function appUrlOf(root: string): string {
  const { PORT } = process.env;
  if (PORT) return `http://localhost:${PORT}`;
  return readRunningApp(dataFolderOf(root))?.url ?? 'http://localhost:7071';
}
