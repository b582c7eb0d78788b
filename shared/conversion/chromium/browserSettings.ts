import type { ConversionLimits } from '../limits.ts';

/** Settings of a browser's child process, passed as JSON when it starts. */
export interface BrowserSettings {
  executable: string;
  /** The browser's complete command line. */
  arguments: string[];
  /** The browser's complete environment. */
  environment: Record<string, string>;
  /** Whether the proxy of uploads refuses every address. */
  closed: boolean;
  /** Whether pages may run scripts. */
  javascript: boolean;
  /** Limit in ms for the wait options of a job (`waitDelay`, `waitForExpression`, `waitForSelector`). */
  waitMilliseconds: number;
  limits: ConversionLimits;
}
