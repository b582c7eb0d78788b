import type { EngineTask } from '../engines/engine.ts';
import { printPdf } from './printPdf.ts';
import { takeScreenshot } from './takeScreenshot.ts';
import type { RunningBrowser } from './withPage.ts';

/** What a browser can do with a page, and what comes of it. */
export const pageOperations: Readonly<
  Record<string, (house: RunningBrowser, task: EngineTask) => Promise<Uint8Array>>
> = {
  pdf: printPdf,
  screenshot: takeScreenshot,
};
