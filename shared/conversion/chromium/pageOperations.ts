import type { EngineTask } from '../engines/engine.ts';
import { printPdf } from './printPdf.ts';
import { takeScreenshot } from './takeScreenshot.ts';
import type { PageHouse } from './withPage.ts';

/** What a browser can do with a page, and what comes of it. */
export const pageOperations: Readonly<
  Record<string, (house: PageHouse, task: EngineTask) => Promise<Uint8Array>>
> = {
  pdf: printPdf,
  screenshot: takeScreenshot,
};
