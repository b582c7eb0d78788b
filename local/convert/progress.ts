/** Terminal output of a run: a line for each file, and a progress bar if stdout is a terminal. */
export interface Progress {
  /** Shows the current state of a file in the progress bar. */
  update(name: string, state: string): void;
  done(name: string, result: string): void;
  failed(name: string, why: string): void;
  /** Prints what a result does not hold or shows differently. */
  warning(name: string, text: string): void;
  /** Prints advice about a converted file. */
  hint(name: string, text: string): void;
  /** Removes the progress bar. */
  end(): void;
}

const barWidth = 24;

/** @param total number of files */
export function progressOf(
  total: number,
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>,
): Progress {
  const isTerminal = stdout.isTTY === true;
  let ended = 0;
  let failures = 0;
  let latest = '';
  const draw = () => {
    if (!isTerminal) return;
    const full = Math.round((ended / total) * barWidth);
    const bar = `${'█'.repeat(full)}${'░'.repeat(barWidth - full)}`;
    const bad = failures > 0 ? `  ${failures} failed` : '';
    const text = `${bar}  ${ended}/${total}${bad}  ${latest}`;
    stdout.write(
      `\r\x1b[K${Array.from(text)
        .slice(0, (stdout.columns ?? 80) - 1)
        .join('')}`,
    );
  };
  const line = (stream: NodeJS.WriteStream, text: string) => {
    if (isTerminal) stdout.write('\r\x1b[K');
    stream.write(`${printable(text)}\n`);
    draw();
  };
  return {
    update(name, state) {
      latest = printable(`${name}: ${state} …`);
      draw();
    },
    done(name, result) {
      ended++;
      line(stdout, `${name} → ${result}`);
    },
    failed(name, why) {
      ended++;
      failures++;
      line(stderr, `${name}: ${why}`);
    },
    warning(name, text) {
      line(stderr, `${name}: warning: ${text}`);
    },
    hint(name, text) {
      line(stderr, `${name} ${text}`);
    },
    end() {
      if (isTerminal) stdout.write('\r\x1b[K');
    },
  };
}

/** A file name may contain terminal control sequences. */
const printable = (text: string) => text.replace(/\p{Cc}/gu, '?');
