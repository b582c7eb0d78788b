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

/** The lines a host writes to stdout: time, level, category, text. What the app writes itself passes by untouched. */
export class Log {
  readonly #thresholds: [prefix: string, level: number][];

  /** @param logLevel `logging.logLevel` of host.json: a level for each category prefix, and `default` (Information) */
  constructor(logLevel: Record<string, string> = {}) {
    this.#thresholds = Object.entries({ default: 'Information', ...logLevel })
      .map(([prefix, level]): [string, number] => [
        prefix === 'default' ? '' : prefix.toLowerCase(),
        Math.max(0, levels.indexOf(level.toLowerCase() as LogLevel)),
      ])
      // The longest prefix that fits a category decides.
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

/** What to print of something thrown: an error's message, the app's part of its stack, and its causes. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = appFrames(error.stack ?? `${error.name}: ${error.message}`);
  return error.cause === undefined ? stack : `${stack}\n  caused by ${describeError(error.cause)}`;
}

/** What called the handler is always the same, and so says nothing. */
function appFrames(stack: string): string {
  const lines = stack.split('\n');
  const library = lines.findIndex((line) => /^\s+at .*@azure.functions.dist/.test(line));
  return lines
    .slice(0, library < 0 ? undefined : library)
    .filter((line) => !/^\s+at .*\(?node:internal/.test(line))
    .join('\n');
}
