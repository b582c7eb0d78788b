import type { EngineFile, EngineTask } from '../engines/engine.ts';

/** The file of a task with one file. */
export function singleFile({ files }: Pick<EngineTask, 'files'>): EngineFile {
  const [file] = files;
  if (!file) throw new Error('The task has no file.');
  return file;
}
