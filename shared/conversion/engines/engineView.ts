import type { EngineState } from './engineStates.ts';

/** One engine as `/health/ready` and the metrics show it. */
export interface EngineView {
  kind: string;
  state: EngineState;
  pid: number | undefined;
  /** Documents converted since it started. */
  jobs: number;
  /** Of the process and all its children; 0 where the system doesn't tell. */
  residentBytes: number;
  /** Whether the operating system's sandbox is on inside; left out where there is no such thing. */
  sandbox?: boolean;
}

/** Writes one line to the log. */
export type Log = (
  level: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  fields?: Record<string, unknown>,
) => void;
