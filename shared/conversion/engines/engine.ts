import type { ErrorCode } from '../../errors.ts';
import type { NamedFile } from '../files.ts';
import type { ConversionWarning } from '../warnings.ts';

/** The kinds of engine. `libreoffice` is WebAssembly; `soffice` is native and gets only self-contained documents. */
export type EngineKind = 'libreoffice' | 'soffice' | 'chromium' | 'toolbox';

/** A task for an engine. */
export interface EngineTask {
  /** Such as `convert`. Each engine defines its operations. */
  operation: string;
  files: NamedFile[];
  /** Files that the operation uses but does not convert, such as the images of a page or of a watermark. */
  resources?: NamedFile[];
  /** JSON values. */
  options?: Record<string, unknown>;
}

/** The result of a task. */
export interface EngineResult {
  files: NamedFile[];
  /** Number of pages of each PDF among `files` or, if the task is to count pages, of each of its files. */
  pages?: number[];
  /** What the result does not hold or shows differently. */
  warnings?: ConversionWarning[];
  /** Code points of the document for which fonts may have no glyphs. */
  uncommonCharacters?: number[];
}

/**
 * The engine refuses a document and keeps working. Any other error of `run` condemns the engine, except TaskFailed.
 */
export class DocumentRefused extends Error {
  readonly code: ErrorCode;
  /** A sentence for the caller that replaces the one in the catalogue. */
  readonly detail: string | undefined;
  /** The address that could not be loaded, if that is the reason. */
  readonly address: string | undefined;
  constructor(
    code: ErrorCode,
    options: { detail?: string | undefined; address?: string | undefined; cause?: unknown } = {},
  ) {
    super(options.detail ?? code, { cause: options.cause });
    this.code = code;
    this.detail = options.detail;
    this.address = options.address;
  }
}

/** An engine has stopped making progress. It is killed, and another engine gets its job. */
export class EngineStalled extends Error {}

/** An engine has run out of memory. It is replaced. */
export class EngineOutgrown extends Error {}

/** A task failed alone, such as a page whose renderer crashed. The engine and its other tasks keep working. */
export class TaskFailed extends Error {
  readonly reason: 'crashed' | 'outgrown';
  constructor(reason: 'crashed' | 'outgrown', message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** A running engine: a child process. */
export interface EngineProcess {
  readonly pid: number | undefined;
  /** Resolves when the process has ended, with the reason if it is known. */
  readonly gone: Promise<Error | undefined>;
  /**
   * @param stop ends the task and leaves the others; then `run` settles once the task uses nothing any more. Only engines that
   *   run several tasks at once observe it: the others are killed.
   * @throws DocumentRefused for a fault of the document; TaskFailed if only this task failed
   */
  run(task: EngineTask, stop: AbortSignal): Promise<EngineResult>;
  /** Ends the task that uses most memory. @returns false if it is not a task that uses most */
  endLargest?(): boolean;
  /** Kills the process and its children, and deletes its files. Idempotent. */
  kill(): Promise<void>;
}

/** A kind of engine. `createConverter` accepts other implementations. */
export interface Engine {
  /** Name in logs and metrics, such as `libreoffice`. */
  readonly kind: string;
  /** The task that an engine must complete before it is warm. */
  readonly warmUp: EngineTask;
  /** Time limit of a start in ms, without the warm-up. */
  readonly startMilliseconds: number;
  /** Tasks that a process runs at once; by default one. */
  readonly capacity?: number;
  /** Tasks after which a process is replaced; by default it is kept. */
  readonly maximumTasks?: number;
  /** Whether the operating system's sandbox is on; undefined for engines without one. */
  readonly sandbox?: boolean | undefined;
  /** Starts a process in its own folder, which exists and is removed later. Resolves when the process accepts tasks. */
  start(folder: string, stop: AbortSignal): Promise<EngineProcess>;
  /** Releases resources that all processes of this kind share. */
  close?(): Promise<void>;
}
