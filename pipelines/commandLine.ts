import { resolve } from 'node:path';

/** An error of the person who calls the program. */
export class UsageError extends Error {}

/**
 * Runs a program: prints the usage for `--help`, and sets the exit code.
 * @param main returns whether the program succeeded. Exit codes: 0 for success, 1 for a failure, 2 for a wrong command line.
 */
export async function runCommand(usage: string, main: () => Promise<boolean>): Promise<void> {
  if (process.argv.slice(2).some((each) => each === '--help' || each === '-h')) return console.log(usage);
  try {
    process.exitCode = (await main()) ? 0 : 1;
  } catch (error) {
    const { message, code = '' } = error as Error & { code?: string };
    const isUsage = error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS');
    console.error(isUsage ? `${message}\n\n${usage}` : message);
    process.exitCode = isUsage ? 2 : 1;
  }
}

/** A path of the command line. npm runs scripts in the root folder and passes the folder of the caller in INIT_CWD. */
export const pathOf = (path: string): string => resolve(process.env.INIT_CWD ?? '', path);

/** The only argument of a program. @throws UsageError */
export function onlyArgument(what: string, positionals: readonly string[]): string {
  const [argument, ...more] = positionals;
  if (argument === undefined || more.length > 0) throw new UsageError(`Name ${what}.`);
  return argument;
}

/** The value of an option in seconds. @throws UsageError */
export function secondsOf(option: string, text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0))
    throw new UsageError(`--${option} must be a number of seconds above 0; it is “${text}”.`);
  return seconds;
}

/** The option of the programs that test the slots of a landscape, and its line in their usage. */
export const patienceOption = { patience: { type: 'string', default: '600' } } as const;
export const patienceUsage =
  '  --patience <seconds>  longest wait for readiness, for a job and for the export of the smoke test (600)';
