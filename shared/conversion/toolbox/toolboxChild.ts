/** Entry point of the toolbox's child process. */
import { takeWork } from '../engines/childWork.ts';
import { countResults } from './countResults.ts';
import { operations } from './operations.ts';
import { renewPdfium } from './pdf/pdfium.ts';

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
takeWork(
  async ({ resources = [], options = {}, ...task }) => {
    const operation = await operations[task.operation]?.();
    if (!operation) throw new Error(`The toolbox has no operation “${task.operation}”.`);
    return countResults(await operation({ ...task, resources, options }));
  },
  () => void renewPdfium(),
);
