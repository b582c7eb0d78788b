import type { EngineKind, EngineResult, EngineTask } from '../engines/engine.ts';
import type { ConversionLimits } from '../limits.ts';

type Run = (kind: EngineKind, task: EngineTask) => Promise<EngineResult>;

/**
 * Routes self-contained office documents, as the toolbox determines, to the native LibreOffice. All others go to the one in
 * WebAssembly, which cannot reach the files and addresses that they refer to.
 * @param run runs a task on an engine of a kind
 */
export function withSoffice(run: Run, limits: ConversionLimits): Run {
  return async (kind, task) => {
    if (kind !== 'libreoffice') return run(kind, task);
    const check = { operation: 'selfContained', files: task.files, options: { limits } };
    const { files } = await run('toolbox', check);
    return files.length > 0 ? run('soffice', { ...task, files }) : run('libreoffice', task);
  };
}
