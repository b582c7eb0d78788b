import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { lazy } from '../../async/lazy.ts';

/** Names of all flags of V8, without dashes. `process.allowedNodeEnvironmentFlags` lists few of them. */
const knownToV8 = lazy(async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--v8-options'], { env: {} });
  return new Set([...stdout.matchAll(/^ +--([\w-]+)/gm)].map(([, name]) => name));
});

/** The flags of V8 that the running Node accepts: with any other, a child ends with exit code 9 before it runs. */
export async function acceptedFlags(flags: readonly string[]): Promise<string[]> {
  const known = await knownToV8();
  return flags.filter((flag) => known.has(flag.replace(/^--(no-)?|=.*/g, '')));
}
