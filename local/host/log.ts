import type { LogLevel } from './contract.ts';

const levels: readonly LogLevel[] = ['trace', 'debug', 'information', 'warning', 'error', 'critical', 'none'];
const labels: Record<LogLevel, string> = {
  trace: 'trace',
  debug: 'debug',
  information: 'info ',
  warning: 'warn ',
  error: 'error',
  critical: 'fatal',
  none: '     ',
};

/** Writes the host's log lines to stdout: time, level, category, text. The app's console output is not changed. */
export class Log {
  readonly #thresholds: [prefix: string, level: number][];

  /** @param logLevel `logging.logLevel` of host.json: a level for each category prefix, and `default` (Information) */
  constructor(logLevel: Record<string, string> = {}) {
    this.#thresholds = Object.entries({ default: 'Information', ...logLevel })
      .map(([prefix, level]): [string, number] => [
        prefix === 'default' ? '' : prefix.toLowerCase(),
        Math.max(0, levels.indexOf(level.toLowerCase() as LogLevel)),
      ])
      // The longest matching prefix applies.
      .sort(([a], [b]) => b.length - a.length);
  }

  enabled(level: LogLevel, category: string): boolean {
    const name = category.toLowerCase();
    const threshold = this.#thresholds.find(([prefix]) => name.startsWith(prefix));
    return levels.indexOf(level) >= (threshold?.[1] ?? 0);
  }

  write(level: LogLevel, category: string, message: string): void {
    if (level === 'none' || !this.enabled(level, category)) return;
    const time = new Date().toISOString().slice(11, 23);
    process.stdout.write(`${time} ${labels[level]} ${category}: ${message}\n`);
  }
}

/** Formats an error for the log: message, stack frames of the app, and causes. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = appFrames(error.stack ?? `${error.name}: ${error.message}`);
  return error.cause === undefined ? stack : `${stack}\n  caused by ${describeError(error.cause)}`;
}

/** Removes the frames of the library and of Node below the handler: they are always the same. */
function appFrames(stack: string): string {
  const lines = stack.split('\n');
  const library = lines.findIndex((line) => /^\s+at .*@azure.functions.dist/.test(line));
  return lines
    .slice(0, library < 0 ? undefined : library)
    .filter((line) => !/^\s+at .*\(?node:internal/.test(line))
    .join('\n');
}
