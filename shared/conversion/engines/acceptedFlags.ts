import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { lazy } from '../../async/lazy.ts';

/** Names of all V8 flags, without dashes. `process.allowedNodeEnvironmentFlags` lists only some of them. */
const v8Flags = lazy(async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--v8-options'], { env: {} });
  return new Set([...stdout.matchAll(/^ +--([\w-]+)/gm)].map(([, name]) => name));
});

/** Keeps only the V8 flags that the running Node.js accepts. An unknown flag makes a child process exit with code 9 at its start. */
export async function acceptedFlags(flags: readonly string[]): Promise<string[]> {
  const accepted = await v8Flags();
  return flags.filter((flag) => accepted.has(flag.replace(/^--(no-)?|=.*/g, '')));
}
