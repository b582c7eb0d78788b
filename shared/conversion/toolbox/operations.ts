import type { EngineResult, EngineTask } from '../engine.ts';

/**
 * One thing that the toolbox can do.
 * @throws DocumentRefused when the document is at fault; anything else ends the process
 */
export type Operation = (task: Required<EngineTask>) => Promise<EngineResult>;

/** Everything the toolbox can do; what an operation needs is loaded when it is first asked for. */
export const operations: Readonly<Record<string, () => Promise<Operation>>> = {
  markdown: async () => (await import('./markdown.ts')).markdown,
  countPages: async () => (await import('./countPages.ts')).countPages,
};
