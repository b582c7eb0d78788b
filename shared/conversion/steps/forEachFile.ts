import type { EngineFile } from '../engines/engine.ts';
import type { StepContext } from './step.ts';

/**
 * Makes the `run` of a step that applies a toolbox operation to each file.
 * @param operation its name in `toolbox/operations.ts`, or a function that selects it
 */
export function forEachFile<Options extends object>(operation: string | ((options: Options) => string)) {
  return async (files: EngineFile[], options: Options, context: StepContext): Promise<EngineFile[]> => {
    const name = typeof operation === 'string' ? operation : operation(options);
    const results: EngineFile[] = [];
    for (const file of files) results.push(...(await runInToolbox(name, [file], options, context)));
    return results;
  };
}

/** Runs a toolbox operation on all files together. */
export async function runInToolbox(
  operation: string,
  files: EngineFile[],
  options: object,
  { engine, resources, limits }: StepContext,
): Promise<EngineFile[]> {
  const task = { operation, files, resources: [...resources], options: { ...options, limits } };
  return (await engine('toolbox', task)).files;
}
