/** `npm run build`: bundles every role into `dist/<role>/`, as a functions host of the repository can load it. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Role, roles } from '../shared/roles.ts';
import { type AppFiles, appFiles } from './appFiles.ts';
import { type Bundle, bundleRole } from './bundleRole.ts';
import { root } from './root.ts';

/** A role that was bundled and written. */
export interface Built {
  bundle: Bundle;
  files: AppFiles;
  /** Where it lies. */
  directory: string;
}

/**
 * Bundles roles and writes each into a folder of its own, in place of what was there.
 * @param out the folder of the folders
 */
export async function bundle(out: string, which: readonly Role[] = roles): Promise<Built[]> {
  const built: Built[] = [];
  // One after another: esbuild uses every core for one.
  for (const role of which) {
    const made = await bundleRole(role);
    const files = appFiles(made);
    const directory = join(out, role);
    await rm(directory, { recursive: true, force: true });
    for (const [name, content] of files) {
      await mkdir(dirname(join(directory, name)), { recursive: true });
      await writeFile(join(directory, name), content);
    }
    built.push({ bundle: made, files, directory });
  }
  return built;
}

if (import.meta.main) {
  const { out } = parseArgs({ options: { out: { type: 'string', default: join(root, 'dist') } } }).values;
  for (const { bundle: made, directory } of await bundle(out)) {
    const code = [...made.files].filter(([name]) => name.endsWith('.mjs'));
    const megabytes = code.reduce((sum, [, content]) => sum + content.byteLength, 0) / 1e6;
    console.log(`${directory}: ${code.length} modules, ${megabytes.toFixed(1)} MB`);
  }
}
