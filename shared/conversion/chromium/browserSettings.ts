import type { ConversionLimits } from '../limits.ts';

/** What a browser's child process is told at its start, as JSON. */
export interface BrowserSettings {
  executable: string;
  /** The browser's whole command line. */
  arguments: string[];
  /** The browser's whole environment. */
  environment: Record<string, string>;
  /** Whether uploads reach nothing at all by their way out. */
  closed: boolean;
  /** Whether pages may run scripts. */
  javascript: boolean;
  /** Longest time in ms to wait for what a job's options name. */
  patience: number;
  limits: ConversionLimits;
}
