/** Entry point of the toolbox's child process. */
import { takeWork } from '../engines/childWork.ts';
import type { EngineTask } from '../engines/engine.ts';
import { countResults } from './countResults.ts';
import { IdleWork } from './idleWork.ts';
import { operations } from './operations.ts';
import { resetPdfium } from './pdf/libraries/pdfium.ts';
import { warmUps } from './warmUps.ts';

/** Time in ms without a task after which the toolbox warms up. The engines that start with it need the processors more. */
const pauseMilliseconds = 2_000;

async function run({ resources = [], options = {}, ...task }: EngineTask) {
  const operation = await operations[task.operation]?.();
  if (!operation) throw new Error(`The toolbox has no operation “${task.operation}”.`);
  return countResults(await operation({ ...task, resources, options }));
}

const idle = new IdleWork(
  warmUps.map((task) => () => run(task)),
  pauseMilliseconds,
);

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
takeWork(
  (task) => {
    idle.stop();
    return run(task);
  },
  () => {
    void resetPdfium();
    idle.start();
  },
);
