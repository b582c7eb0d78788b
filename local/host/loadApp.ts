import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StartError } from './startError.ts';

/**
 * Loads an app: every file its `main` names, each of which registers functions as it runs.
 *
 * @param directory the app's root, absolute
 * @param main a file or glob below it; `main` of its package.json when absent
 * @throws StartError when nothing matches or a file throws, with the cause
 */
export async function loadApp(directory: string, main?: string): Promise<void> {
  const manifest = readManifest(directory);
  const pattern = main ?? manifest.main;
  if (!pattern) {
    throw new StartError(`The app in ${directory} names no entry point: give package.json a "main".`);
  }
  // A bundler leaves source maps beside the files that a glob names; they are no modules.
  const files = globSync(pattern, { cwd: directory, exclude: ['**/*.map'] }).sort();
  if (!files.length) {
    throw new StartError(`No file in ${directory} matches the entry point "${pattern}".`);
  }
  const require = createRequire(join(directory, 'package.json'));
  for (const file of files) {
    const path = join(directory, file);
    try {
      const isModule = /\.m[jt]s$/.test(file) || (manifest.type === 'module' && !/\.c[jt]s$/.test(file));
      if (isModule) await import(pathToFileURL(path).href);
      else require(path);
    } catch (cause) {
      throw new StartError(`The app cannot start: ${relative(directory, path)} failed to load.`, { cause });
    }
  }
}

function readManifest(directory: string): { main?: string; type?: string } {
  try {
    return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  } catch (cause) {
    throw new StartError(`There is no readable package.json in ${directory}.`, { cause });
  }
}
