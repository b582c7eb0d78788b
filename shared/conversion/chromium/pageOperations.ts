import type { EngineTask } from '../engines/engine.ts';
import { printPdf } from './printPdf.ts';
import { takeScreenshot } from './takeScreenshot.ts';
import type { PageResult, RunningBrowser } from './withPage.ts';

/** Operations of the browser on one page; each returns the result file. */
export const pageOperations: Readonly<
  Record<string, (running: RunningBrowser, task: EngineTask, stop: AbortSignal) => Promise<PageResult>>
> = {
  pdf: printPdf,
  screenshot: takeScreenshot,
};
