import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { mainEntry } from './rolePlugin.ts';
import { root } from './root.ts';

/** How a source names the file that a child process or a thread starts with: see shared/conversion/engines/childEntry.ts. */
const named = /\bchildEntry\(\s*import\.meta\.url,\s*'(\w+)'/g;

/**
 * The entries of child processes and threads that a role reaches: name → source. Children may have children.
 * @param options how the role is bundled
 */
export async function childEntries(options: BuildOptions): Promise<Record<string, string>> {
  const entries: Record<string, string> = {};
  for (;;) {
    const { metafile } = await build({
      ...options,
      entryPoints: { main: mainEntry, ...entries },
      // Packages have no such entries, and without them this takes milliseconds.
      packages: 'external',
      metafile: true,
    });
    const before = Object.keys(entries).length;
    for (const source of Object.keys(metafile.inputs).filter((path) => path.endsWith('.ts')))
      for (const [, name] of (await readFile(join(root, source), 'utf8')).matchAll(named))
        entries[name as string] = join(root, dirname(source), `${name}.ts`);
    if (Object.keys(entries).length === before) return entries;
  }
}
