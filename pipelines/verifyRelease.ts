/** `npm run verify-release -- <url>…`: compares the packages that run with those of a release. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Release, readRelease } from '../build/release.ts';
import { root } from '../build/root.ts';
import { pathOf, runCommand, UsageError } from './commandLine.ts';
import { differenceOf, runningAt } from './running.ts';

const usage = `Usage: npm run verify-release -- <url>… [--release <folder>]

Compares the package that runs at each URL with the package of its role in a release. Exits with 0 if all are those of the
release, with 1 if one differs or does not respond, and with 2 if the command line is wrong.

  --release   folder with release.json (dist/)

  FRONT_DOOR_ID   id of the Front Door profile, for an app that accepts only requests of its gateway
`;

await runCommand(usage, async () => {
  const { values, positionals: urls } = parseArgs({
    options: { release: { type: 'string' } },
    allowPositionals: true,
  });
  if (urls.length === 0) throw new UsageError('Name the URL of an app.');
  const release = await readRelease(values.release ? pathOf(values.release) : join(root, 'dist'));
  const equal = await Promise.all(urls.map((url) => compare(url.replace(/\/+$/, ''), release)));
  return equal.every(Boolean);
});

/** @returns whether the package is the released one */
async function compare(url: string, release: Release): Promise<boolean> {
  try {
    const running = await runningAt(url);
    const difference = differenceOf(running, release);
    if (difference === undefined)
      console.log(`✓ ${url} runs the package ${running.role} of version ${release.version}.`);
    else console.log(`✗ ${url}: ${difference}`);
    return difference === undefined;
  } catch (error) {
    console.log(`✗ ${(error as Error).message}`);
    return false;
  }
}
