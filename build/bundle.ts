/** `npm run build`: bundles every role into `dist/<role>/`, which the local functions host can run. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Role, roles } from '../shared/roles.ts';
import { type AppFiles, appFiles } from './appFiles.ts';
import { type Bundle, bundleRole } from './bundleRole.ts';
import { root } from './root.ts';

/** A bundled role on disk. */
export interface Built {
  bundle: Bundle;
  files: AppFiles;
  directory: string;
}

/**
 * Bundles roles and writes each into `<out>/<role>/`, replacing its content.
 */
export async function bundle(out: string, selected: readonly Role[] = roles): Promise<Built[]> {
  const built: Built[] = [];
  // Sequentially: esbuild uses all cores for one bundle.
  for (const role of selected) {
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
