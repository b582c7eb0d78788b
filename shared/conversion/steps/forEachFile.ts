import { madeFrom } from '../fileNames.ts';
import type { NamedFile } from '../files.ts';
import type { StepContext } from './step.ts';

/**
 * Makes the `run` of a step that applies a toolbox operation to each file.
 * @param operation its name in `toolbox/operations.ts`, or a function that selects it
 */
export function forEachFile<Options extends object>(operation: string | ((options: Options) => string)) {
  return async (files: NamedFile[], options: Options, context: StepContext): Promise<NamedFile[]> => {
    const name = typeof operation === 'string' ? operation : operation(options);
    const results: NamedFile[] = [];
    for (const file of files)
      results.push(...madeFrom(file, await runInToolbox(name, [file], options, context)));
    return results;
  };
}

/** Runs a toolbox operation on all files together. */
export async function runInToolbox(
  operation: string,
  files: NamedFile[],
  options: object,
  { engine, resources, limits }: StepContext,
): Promise<NamedFile[]> {
  const task = { operation, files, resources: [...resources], options: { ...options, limits } };
  return (await engine('toolbox', task)).files;
}
