interface End {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  /** The last part of its standard error. */
  output: string;
}

/** The process of an engine has ended. */
export class EngineEnded extends Error {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly lastErrorLine: string | undefined;

  constructor({ exitCode, signal, output }: End) {
    const line = lastErrorLine(output);
    const how = signal ?? (exitCode === null ? 'no exit code' : `exit code ${exitCode}`);
    super(`The process ended with ${how}${line ? `: ${line}` : '.'}`);
    this.exitCode = exitCode;
    this.signal = signal;
    this.lastErrorLine = line;
  }
}

/** Node writes the stack, in JavaScript or native code, and its version below an error. */
function lastErrorLine(output: string): string | undefined {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/^\s+at |^\s*\d+: 0x/.test(line));
  const line = lines.findLast((each) => /error|fatal|bad option/i.test(each)) ?? lines.at(-1);
  return line?.trim().slice(0, 500);
}
