/** `npm run verify-release -- <url>…`: compares the packages that run with those of a release. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Release, readRelease } from '../build/release.ts';
import { root } from '../build/root.ts';
import { differenceOf, runningAt } from './running.ts';

const usage = `Usage: npm run verify-release -- <url>… [--release <folder>]

Compares the package that runs at each URL with the package of its role in a release. Exits with 0 if all are those of the
release, with 1 if one differs or does not respond, and with 2 if the command line is wrong.

  --release   folder with release.json (dist/)

  FRONT_DOOR_ID   id of the Front Door profile, for an app that accepts only requests of its gateway
`;

try {
  process.exitCode = await verify();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function verify(): Promise<number> {
  const { values, positionals: urls } = options();
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if (urls.length === 0) {
    console.error(usage);
    return 2;
  }
  // npm runs scripts in the root folder and passes the folder of the caller.
  const folder = values.release ? resolve(process.env.INIT_CWD ?? '', values.release) : `${root}/dist`;
  const release = await readRelease(folder);
  const differences = await Promise.all(urls.map((url) => compare(url, release)));
  return differences.some(Boolean) ? 1 : 0;
}

/** @returns whether the package differs */
async function compare(url: string, release: Release): Promise<boolean> {
  try {
    const running = await runningAt(url);
    const difference = differenceOf(running, release);
    console.log(
      difference
        ? `✗ ${url}: ${difference}`
        : `✓ ${url} runs the package ${running.role} of version ${release.version}.`,
    );
    return difference !== undefined;
  } catch (error) {
    console.log(`✗ ${(error as Error).message}`);
    return true;
  }
}

function options() {
  try {
    return parseArgs({
      options: { release: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
      allowPositionals: true,
    });
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exit(2);
  }
}
