import type { ErrorCode } from '../errors.ts';
import type { EngineResult, EngineTask } from './engine.ts';

/** What goes to an engine's child process, over the channel of `fork`. */
export interface ChildRequest extends EngineTask {
  id: number;
}

/**
 * What comes back: `ready` once it has started, or `unready` if it can't and is to be ended; then for each request `done`, `refused` (the document is at fault, the
 * child is well) or `failed` (the child is not; `outgrown` if it lacked memory).
 */
export type ChildReply =
  | { type: 'ready' }
  | { type: 'unready'; message: string }
  | ({ type: 'done'; id: number } & EngineResult)
  | { type: 'refused'; id: number; code: ErrorCode; detail?: string; address?: string }
  | { type: 'failed'; id: number; message: string; outgrown?: boolean };
