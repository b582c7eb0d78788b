import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parse } from 'cjs-module-lexer';
import type { OnResolveArgs, Plugin } from 'esbuild';
import { root } from './root.ts';

/**
 * Gives `import()` of a CommonJS package the names that Node gives it. On its own the bundler puts such a package into a
 * module of its own that has a default only, and `const { Busboy } = await import('@fastify/busboy')` is undefined.
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

/** Tells a resolution that this plugin has asked for from those it is asked for. */
const resolving = Symbol('resolving');

/** Whether the app's own code imports it when it needs it; packages among each other are built for bundlers. */
function isLazyImport({ kind, importer, pluginData }: OnResolveArgs): boolean {
  return kind === 'dynamic-import' && !importer.includes('node_modules') && pluginData !== resolving;
}

/** The names that Node finds in a CommonJS file; none in any other file. */
async function namesOf(path: string): Promise<string[]> {
  if (!/\.c?js$/.test(path)) return [];
  try {
    const { exports, reexports } = parse(await readFile(path, 'utf8'));
    // Node would follow these; no package that is imported so has any.
    if (reexports.length > 0 && exports.length === 0) return [];
    return exports.filter((name) => name !== 'default' && name !== '__esModule').sort();
  } catch {
    // The syntax of an ES module.
    return [];
  }
}
