import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StartError } from './startError.ts';

/**
 * Loads every file that matches the app's `main`. Each file registers its functions when it is loaded.
 *
 * @param directory the app's root, absolute
 * @param main a file or glob below it; default: `main` of its package.json
 * @throws StartError if no file matches or a file throws, with the cause
 */
export async function loadApp(directory: string, main?: string): Promise<void> {
  const manifest = readManifest(directory);
  const pattern = main ?? manifest.main;
  if (!pattern) {
    throw new StartError(`The app in ${directory} has no entry point. Add "main" to its package.json.`);
  }
  // Bundlers write source maps next to the files; a glob would match them.
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
    throw new StartError(`The folder ${directory} has no readable package.json.`, { cause });
  }
}
