import { catalogue, type ErrorCode } from '../../errors.ts';
import { isWarning } from '../warnings.ts';
import type { EngineResult, EngineTask } from './engine.ts';

/** A request to an engine's child process, over the IPC channel of `fork`. */
export interface ChildRequest extends EngineTask {
  id: number;
}

/** Ends a request before its time. Only children that run several requests at once get it. */
export interface EndRequest {
  end: number;
}

/**
 * A message of a child process. First `ready`, or `unready` if it cannot start and must be killed. Then, for each request:
 * `done`; `refused`, a fault of the document, after which the child keeps working; or `failed`, a fault of the child, or with `alone` a fault
 * that is limited to the request.
 */
export type ChildReply =
  | { type: 'ready' }
  | { type: 'unready'; message: string }
  | ({ type: 'done'; id: number } & EngineResult)
  | { type: 'refused'; id: number; code: ErrorCode; detail?: string; address?: string }
  | { type: 'failed'; id: number; message: string; reason?: 'outgrown' | 'stalled'; alone?: boolean };

/** Whether a message is a valid reply. A child that a document has compromised can send anything. */
export function isReply(message: unknown): message is ChildReply {
  if (typeof message !== 'object' || message === null) return false;
  const {
    type,
    id,
    files,
    pages = [],
    warnings = [],
    uncommonCharacters = [],
    code,
    detail,
    address,
    reason,
    alone,
    message: text,
  } = message as Record<string, unknown>;
  if (type === 'ready') return true;
  if (type === 'unready') return typeof text === 'string';
  if (typeof id !== 'number') return false;
  if (type === 'done')
    return (
      Array.isArray(files) &&
      files.every(isFile) &&
      Array.isArray(pages) &&
      pages.every(isCount) &&
      Array.isArray(warnings) &&
      warnings.every(isWarning) &&
      Array.isArray(uncommonCharacters) &&
      uncommonCharacters.every(Number.isSafeInteger)
    );
  if (type === 'refused')
    return typeof code === 'string' && Object.hasOwn(catalogue, code) && areOptionalStrings(detail, address);
  return (
    type === 'failed' &&
    typeof text === 'string' &&
    [undefined, 'outgrown', 'stalled'].includes(reason as string) &&
    isOptionalBoolean(alone)
  );
}

const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;

const isOptionalBoolean = (value: unknown) => ['undefined', 'boolean'].includes(typeof value);

const areOptionalStrings = (...values: unknown[]) =>
  values.every((value) => value === undefined || typeof value === 'string');

/** Results are saved under their names, so a name must not contain a path. */
const isFileName = (name: string) => !['', '.', '..'].includes(name) && !name.includes('/');

const isFile = (file: unknown) =>
  typeof file === 'object' &&
  file !== null &&
  'name' in file &&
  typeof file.name === 'string' &&
  isFileName(file.name) &&
  'bytes' in file &&
  file.bytes instanceof Uint8Array &&
  (!('page' in file) || isCount(file.page));
