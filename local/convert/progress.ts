/** What a person sees of a run: a bar where there is a terminal, a line for each file otherwise. */
export interface Progress {
  /** What happens to a file right now. */
  doing(name: string, what: string): void;
  /** A file is done. */
  done(name: string, result: string): void;
  failed(name: string, why: string): void;
  /** Takes the bar away. */
  end(): void;
}

const barWidth = 24;

/** @param total how many files there are */
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
    doing(name, what) {
      latest = printable(`${name} ${what} …`);
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
    end() {
      if (isTerminal) stdout.write('\r\x1b[K');
    },
  };
}

/** A file's name may hold what moves the cursor. */
const printable = (text: string) => text.replace(/\p{Cc}/gu, '?');
