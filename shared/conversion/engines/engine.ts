import type { ErrorCode } from '../../errors.ts';

/** The kinds of engine. `libreoffice` is WebAssembly; `soffice` is one of the machine, which gets only what it may. */
export type EngineKind = 'libreoffice' | 'soffice' | 'chromium' | 'toolbox';

/** A file that goes into an engine or comes out of it. Its name's extension says what it is. */
export interface EngineFile {
  name: string;
  bytes: Uint8Array;
}

/** One piece of work for an engine. */
export interface EngineTask {
  /** What to do, such as `convert`: each engine says what it knows. */
  operation: string;
  files: EngineFile[];
  /** Files that are not worked on, but with: the pictures of a page, the image of a watermark. */
  resources?: EngineFile[];
  /** As JSON would hold them. */
  options?: Record<string, unknown>;
}

/** What an engine made. */
export interface EngineResult {
  files: EngineFile[];
  /** How many pages each of the task's files has, where that was the question. */
  pages?: number[];
}

/**
 * A document that the engine could read to its end and refused: the engine itself is well. Anything else that
 * `run` throws condemns the engine.
 */
export class DocumentRefused extends Error {
  readonly code: ErrorCode;
  /** A sentence for the caller in place of the catalogue's. */
  readonly detail: string | undefined;
  /** The address that could not be had, where it is that. */
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

/** An engine that does nothing where it should: it is killed, and another one gets its job. */
export class EngineStalled extends Error {}

/** An engine that had not the memory for a document: it is replaced. */
export class EngineOutgrown extends Error {}

/** One running engine: a child process that does one thing at a time. */
export interface EngineProcess {
  readonly pid: number | undefined;
  /** Resolves when the process is gone, whatever ended it: with how it ended, where that is known. */
  readonly gone: Promise<Error | undefined>;
  /** @throws DocumentRefused when the document is at fault */
  run(task: EngineTask): Promise<EngineResult>;
  /** Ends the process at once, with everything it started and wrote. May be called again. */
  kill(): Promise<void>;
}

/** A kind of engine. Whoever wants another one implements this and hands it to `createConverter`. */
export interface Engine {
  /** Name in logs and metrics, such as `libreoffice`. */
  readonly kind: string;
  /** The work that an engine must do before it counts as warm. */
  readonly warmUp: EngineTask;
  /** Longest time in ms to start, without the warm-up. */
  readonly startMilliseconds: number;
  /** Whether the operating system's sandbox is on inside; undefined where there is no such thing. */
  readonly sandbox?: boolean | undefined;
  /** Starts a process in a folder of its own, which exists and is removed after it. Resolves when it takes work. */
  start(folder: string, stop: AbortSignal): Promise<EngineProcess>;
  /** Lets go of what all processes of this kind share. */
  close?(): Promise<void>;
}
