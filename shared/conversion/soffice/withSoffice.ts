import type { EngineKind, EngineResult, EngineTask } from '../engines/engine.ts';
import type { ConversionLimits } from '../limits.ts';

type Run = (kind: EngineKind, task: EngineTask) => Promise<EngineResult>;

/**
 * Gives office documents to the LibreOffice of the machine if they are self-contained, which the toolbox judges, and to the
 * one in WebAssembly if not: what they name, that one can't reach.
 * @param run gives work to an engine of a kind
 */
export function withSoffice(run: Run, limits: ConversionLimits): Run {
  return async (kind, task) => {
    if (kind !== 'libreoffice') return run(kind, task);
    const judging = { operation: 'selfContained', files: task.files, options: { limits } };
    const { files } = await run('toolbox', judging);
    return files.length > 0 ? run('soffice', { ...task, files }) : run('libreoffice', task);
  };
}
