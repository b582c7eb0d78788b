import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** A what-if of a landscape has some megabytes. */
const maximumOutput = 100_000_000;

type Options = Record<string, string | true>;

/**
 * Calls the Azure CLI, which is signed in.
 * @param command such as `group list`
 * @param options name → value; `true` for an option without a value
 * @returns its output, parsed as JSON; undefined if there is none
 * @throws Error with the last lines that it wrote
 */
export async function az(command: string, options: Options = {}): Promise<unknown> {
  const all: Options = { ...options, output: 'json' };
  const given = Object.entries(all).flatMap(([name, value]) => [
    `--${name}`,
    ...(value === true ? [] : [value]),
  ]);
  try {
    const { stdout } = await run('az', [...command.split(' '), ...given], { maxBuffer: maximumOutput });
    return stdout.trim() === '' ? undefined : JSON.parse(stdout);
  } catch (cause) {
    const { stderr = '', message } = cause as Error & { stderr?: string };
    // The message repeats the options, which can contain secrets.
    const reason = stderr.trim().split('\n').slice(-5).join(' ') || message.split('\n').at(-1);
    throw new Error(`az ${command} failed: ${reason}`, { cause });
  }
}
