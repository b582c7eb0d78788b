import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { lazy } from '../async/lazy.ts';

/**
 * The SHA-256, in lower-case hex, of the paths and contents of an app's files. Packages in node_modules are left out: they have
 * hundreds of megabytes, and package.json names their versions.
 */
export async function digestOf(folder: string): Promise<string> {
  const digest = createHash('sha256');
  for (const file of (await filesBelow(folder)).sort()) {
    const content = createHash('sha256').update(await readFile(join(folder, file)));
    digest.update(`${content.digest('hex')}  ${file}\n`);
  }
  return digest.digest('hex');
}

/** The paths of the files of a folder, relative to it, with `/`. */
async function filesBelow(folder: string, below = folder): Promise<string[]> {
  const entries = (await readdir(below, { withFileTypes: true })).filter(
    ({ name }) => name !== 'node_modules',
  );
  const paths = await Promise.all(
    entries.map((entry) => {
      const path = join(below, entry.name);
      return entry.isDirectory() ? filesBelow(folder, path) : [relative(folder, path).split(sep).join('/')];
    }),
  );
  return paths.flat();
}

/** The digest of the running package. Undefined for an app that runs from its sources, which is no package. */
export const packageDigest: () => Promise<string | undefined> = lazy(async () =>
  import.meta.filename.endsWith('.mjs') ? digestOf(import.meta.dirname) : undefined,
);
