import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** A bash that runs one script after another, as a reader's terminal does. It ends at the first command that fails. */
export class Terminal {
  readonly #bash: ChildProcessByStdio<Writable, Readable, null>;
  readonly #folder: string;
  readonly #ended: Promise<unknown>;
  readonly #wakers = new Set<() => void>();
  #output = '';
  #scripts = 0;

  constructor(folder: string, environment: Record<string, string>) {
    this.#folder = folder;
    this.#bash = spawn('bash', ['--norc', '-s'], {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ['pipe', 'pipe', 'inherit'],
      // A process group of its own, so that close() ends background jobs too.
      detached: true,
    });
    this.#bash.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      this.#output += chunk;
      for (const wake of this.#wakers) wake();
    });
    this.#ended = once(this.#bash, 'close');
    this.#bash.stdin.write('exec 2>&1\nset -eo pipefail\n');
  }

  /** Runs a script. @returns its output @throws Error if a command fails */
  async run(script: string): Promise<string> {
    const name = `.script-${++this.#scripts}.sh`;
    const end = `--- end of ${name} ---`;
    writeFileSync(join(this.#folder, name), script);
    this.#output = '';
    this.#bash.stdin.write(`. ./${name} < /dev/null\nprintf '%s\\n' '${end}'\n`);
    await this.waitFor((output) => output.includes(end));
    this.#output = this.#output.replace(`${end}\n`, '');
    return this.#output;
  }

  /** Waits for output of the last script and of its background jobs. @throws Error if bash ends first */
  async waitFor(condition: (output: string) => boolean): Promise<void> {
    let waker: () => void = () => undefined;
    const found = new Promise<true>((done) => {
      waker = () => {
        if (condition(this.#output)) done(true);
      };
      this.#wakers.add(waker);
      waker();
    });
    const isFound = await Promise.race([found, this.#ended.then(() => false)]);
    this.#wakers.delete(waker);
    if (!isFound) throw new Error(`A command failed. Output:\n${this.#output}`);
  }

  async close(): Promise<void> {
    if (this.#bash.pid !== undefined) {
      try {
        process.kill(-this.#bash.pid, 'SIGKILL');
      } catch (error) {
        // Every process of the group has ended.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
    await this.#ended;
  }
}
