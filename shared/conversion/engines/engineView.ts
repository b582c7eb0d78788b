import type { EngineState } from './engineStates.ts';

/** The state of one engine, for `/health/ready` and the metrics. */
export interface EngineView {
  kind: string;
  state: EngineState;
  pid: number | undefined;
  /** Tasks that it runs now. */
  tasks: number;
  /** Documents converted since it started. */
  jobs: number;
  /** Of the process and all its children; 0 on systems other than Linux. */
  residentBytes: number;
  /** Whether the operating system's sandbox is on; absent for engines without one. */
  sandbox?: boolean;
}

export type Log = (
  level: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  fields?: Record<string, unknown>,
) => void;
