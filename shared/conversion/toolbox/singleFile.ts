import type { EngineTask } from '../engines/engine.ts';
import type { NamedFile } from '../files.ts';

/** The file of a task with one file. */
export function singleFile({ files }: Pick<EngineTask, 'files'>): NamedFile {
  const [file] = files;
  if (!file) throw new Error('The task has no file.');
  return file;
}
