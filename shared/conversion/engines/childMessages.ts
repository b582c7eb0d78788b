import { catalogue, type ErrorCode } from '../../errors.ts';
import type { EngineResult, EngineTask } from './engine.ts';

/** What goes to an engine's child process, over the channel of `fork`. */
export interface ChildRequest extends EngineTask {
  id: number;
}

/**
 * What comes back: `ready` once it has started, or `unready` if it can't and is to be ended; then for each request `done`,
 * `refused` (the document is at fault, the child is well) or `failed` (the child is not; `because` where the reason is known).
 */
export type ChildReply =
  | { type: 'ready' }
  | { type: 'unready'; message: string }
  | ({ type: 'done'; id: number } & EngineResult)
  | { type: 'refused'; id: number; code: ErrorCode; detail?: string; address?: string }
  | { type: 'failed'; id: number; message: string; because?: 'outgrown' | 'stalled' };

/** Whether a message is a reply. A child that a document has taken over may send anything; what is no reply ends it, not the app. */
export function isReply(message: unknown): message is ChildReply {
  if (typeof message !== 'object' || message === null) return false;
  const {
    type,
    id,
    files,
    code,
    detail,
    address,
    because,
    message: text,
  } = message as Record<string, unknown>;
  if (type === 'ready') return true;
  if (type === 'unready') return typeof text === 'string';
  if (typeof id !== 'number') return false;
  if (type === 'done') return Array.isArray(files) && files.every(isFile);
  if (type === 'refused')
    return typeof code === 'string' && Object.hasOwn(catalogue, code) && isNoneOrText(detail, address);
  return (
    type === 'failed' &&
    typeof text === 'string' &&
    [undefined, 'outgrown', 'stalled'].includes(because as string)
  );
}

const isNoneOrText = (...values: unknown[]) =>
  values.every((value) => value === undefined || typeof value === 'string');

/** Results are unpacked and saved under their names: a name must lead to no other folder. */
const isFileName = (name: string) => !['', '.', '..'].includes(name) && !name.includes('/');

const isFile = (file: unknown) =>
  typeof file === 'object' &&
  file !== null &&
  'name' in file &&
  typeof file.name === 'string' &&
  isFileName(file.name) &&
  'bytes' in file &&
  file.bytes instanceof Uint8Array;
