import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parse } from 'cjs-module-lexer';
import type { OnResolveArgs, Plugin } from 'esbuild';
import { root } from './root.ts';

/**
 * Gives `import()` of a CommonJS package the same named exports as Node. Without this plugin, esbuild creates a module with
 * only a default export, and `Busboy` in `const { Busboy } = await import('@fastify/busboy')` is undefined.
 */
export const commonJsNames: Plugin = {
  name: 'commonJsNames',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, async (args) => {
      if (!isLazyImport(args)) return undefined;
      const { path, importer, resolveDir, kind } = args;
      const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: resolving });
      if (found.external || found.errors.length > 0 || (await namesOf(found.path)).length === 0)
        return undefined;
      return { path: relative(root, found.path), namespace: 'commonJs' };
    });
    build.onLoad({ filter: /.*/, namespace: 'commonJs' }, async (args) => {
      const path = join(root, args.path);
      const names = (await namesOf(path)).map((name) => `export const ${name} = all.${name};`);
      return {
        contents: [`const all = require(${JSON.stringify(path)});`, 'export default all;', ...names].join(
          '\n',
        ),
        resolveDir: root,
        loader: 'js',
      };
    });
  },
};

/** Marks resolutions that this plugin starts, so that it does not handle them again. */
const resolving = Symbol('resolving');

/** Whether it is a dynamic import in the app's own code. Imports between packages already suit bundlers. */
function isLazyImport({ kind, importer, pluginData }: OnResolveArgs): boolean {
  return kind === 'dynamic-import' && !importer.includes('node_modules') && pluginData !== resolving;
}

/** The named exports that Node detects in a CommonJS file; empty for any other file. */
async function namesOf(path: string): Promise<string[]> {
  if (!/\.c?js$/.test(path)) return [];
  try {
    const { exports, reexports } = parse(await readFile(path, 'utf8'));
    // Node follows re-exports. No package that the app imports dynamically consists only of them.
    if (reexports.length > 0 && exports.length === 0) return [];
    return exports.filter((name) => name !== 'default' && name !== '__esModule').sort();
  } catch {
    // The lexer throws on ES module syntax.
    return [];
  }
}
