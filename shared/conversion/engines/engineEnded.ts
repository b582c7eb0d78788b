interface End {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  /** The end of its standard error. */
  output: string;
}

/** An engine's process exited. */
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

/** The error line. Node.js writes the stack, in JavaScript or native code, and its version after it. */
function lastErrorLine(output: string): string | undefined {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/^\s+at |^\s*\d+: 0x/.test(line));
  const line = lines.findLast((each) => /error|fatal|bad option/i.test(each)) ?? lines.at(-1);
  return line?.trim().slice(0, 500);
}
