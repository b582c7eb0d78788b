import type { EngineResult, EngineTask } from '../engines/engine.ts';
import type { ConversionLimits } from '../limits.ts';

/**
 * One thing that the toolbox can do.
 * @throws DocumentRefused when the document is at fault; anything else ends the process
 */
export type Operation<Options extends object = Record<string, unknown>> = (
  task: Omit<Required<EngineTask>, 'options'> & { options: Options },
) => Promise<EngineResult>;

/** Options of a step with the limits of a job, as steps hand them to the toolbox. */
export type Limited<Options extends object> = Options & { limits: ConversionLimits };
