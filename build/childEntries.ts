import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { mainEntry } from './rolePlugin.ts';
import { root } from './root.ts';

/** The call by which a source names the entry file of a child process or thread: see shared/conversion/engines/childEntry.ts. */
const childEntryCall = /\bchildEntry\(\s*import\.meta\.url,\s*'(\w+)'/g;

/**
 * Finds the entry files of child processes and threads of a role, including those of the children: name → source.
 * @param options of the role's bundle
 */
export async function childEntries(options: BuildOptions): Promise<Record<string, string>> {
  const entries: Record<string, string> = {};
  for (;;) {
    const { metafile } = await build({
      ...options,
      entryPoints: { main: mainEntry, ...entries },
      // Packages have no such entries, and skipping them reduces the build to milliseconds.
      packages: 'external',
      metafile: true,
    });
    const before = Object.keys(entries).length;
    for (const source of Object.keys(metafile.inputs).filter((path) => path.endsWith('.ts')))
      for (const [, name] of (await readFile(join(root, source), 'utf8')).matchAll(childEntryCall))
        entries[name as string] = join(root, dirname(source), `${name}.ts`);
    if (Object.keys(entries).length === before) return entries;
  }
}
