import type { EngineResult, EngineTask } from '../engines/engine.ts';
import type { ConversionLimits } from '../limits.ts';

/**
 * One operation of the toolbox.
 * @throws DocumentRefused when the document is at fault; any other error ends the process
 */
export type Operation<Options extends object = Record<string, unknown>> = (
  task: Omit<Required<EngineTask>, 'options'> & { options: Options },
) => Promise<EngineResult>;

/** Options of a step together with the limits of the conversion. */
export type Limited<Options extends object> = Options & { limits: ConversionLimits };
