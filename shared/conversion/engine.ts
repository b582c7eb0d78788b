import type { ErrorCode } from '../errors.ts';
import type { FormatName } from './formats.ts';

/** One document for an engine. */
export interface EngineTask {
  bytes: Uint8Array;
  from: FormatName;
  to: FormatName;
  /** Pages to keep, as `1-3,7`; all where it is left out. */
  pageRanges?: string;
}

/**
 * A document that the engine could read to its end and refused: the engine itself is well. Anything else that
 * `convert` throws condemns the engine.
 */
export class DocumentRefused extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

/** An engine that does nothing where it should: it is killed, and another one gets its job. */
export class EngineStalled extends Error {}

/** One running engine: a child process that holds one document at a time. */
export interface EngineProcess {
  readonly pid: number | undefined;
  /** Settles when the process is gone, whoever ended it. */
  readonly gone: Promise<void>;
  /** @throws DocumentRefused when the document is at fault */
  convert(task: EngineTask): Promise<Uint8Array>;
  /** Ends the process at once, with everything it started and wrote. May be called again. */
  kill(): Promise<void>;
}

/** A kind of engine. Whoever wants another one implements this and hands it to `createConverter`. */
export interface Engine {
  /** Name in logs and metrics, such as `libreoffice`. */
  readonly kind: string;
  readonly conversions: { from: readonly FormatName[]; to: readonly FormatName[] };
  /** The document that an engine must convert before it counts as warm. */
  readonly warmUp: EngineTask;
  /** Longest time in ms to start, without the warm-up document. */
  readonly startMilliseconds: number;
  /** Whether the operating system's sandbox is on inside; undefined where there is no such thing. */
  readonly sandbox?: boolean | undefined;
  /** Starts a process in a folder of its own, which exists and is removed after it. Resolves when it takes documents. */
  start(folder: string, stop: AbortSignal): Promise<EngineProcess>;
  /** Lets go of what all processes of this kind share. */
  close?(): Promise<void>;
}
