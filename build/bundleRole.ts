import { relative } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import type { Role } from '../shared/roles.ts';
import { childEntries } from './childEntries.ts';
import { commonJsNames } from './commonJsNames.ts';
import { mainEntry, rolePlugin } from './rolePlugin.ts';
import { root } from './root.ts';
import { runtimePackages } from './runtimePackages.ts';

/** A role as modules that lie in one folder. Nothing is written yet. */
export interface Bundle {
  role: Role;
  /** File name → content: `main.mjs`, the entries of child processes, the chunks they share, source maps. */
  files: Map<string, Uint8Array>;
  /** Licence comments of what was bundled, each once. */
  legalComments: string[];
  /** What went in and what came out; paths are relative to the repository. */
  metafile: Metafile;
}

const options = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  // What is imported when it is needed becomes a file of its own: a cold start reads no SDK it doesn't use.
  splitting: true,
  // One flat folder: files that are found beside `import.meta.url` must not depend on the chunk they are asked from.
  entryNames: '[name]',
  chunkNames: '[name]-[hash]',
  outExtension: { '.js': '.mjs' },
  // Names and lines stay, so that a stack trace can be read.
  minifySyntax: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'external',
  // The host supplies this module, to `require` alone.
  external: ['@azure/functions-core', ...Object.keys(runtimePackages)],
  // CommonJS packages expect these three.
  banner: {
    js: "import { createRequire as conveyorRequire } from 'node:module'; const require = conveyorRequire(import.meta.url);",
  },
  define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
  write: false,
  metafile: true,
  logLevel: 'error',
} as const satisfies BuildOptions;

/**
 * Bundles a role. The same sources give the same bytes, wherever they are written to.
 * @throws esbuild's BuildFailure if something can't be resolved or bundled
 */
export async function bundleRole(role: Role): Promise<Bundle> {
  const outdir = `${root}/dist/${role}`;
  const plugins = [rolePlugin(role), commonJsNames];
  const { outputFiles, metafile } = await build({
    ...options,
    entryPoints: { main: mainEntry, ...(await childEntries({ ...options, outdir, plugins })) },
    outdir,
    plugins,
  });
  const files = new Map<string, Uint8Array>();
  const legalComments = new Set<string>();
  for (const { path, contents, text } of outputFiles) {
    if (path.endsWith('.LEGAL.txt')) for (const each of commentsOf(text)) legalComments.add(each);
    else files.set(relative(outdir, path), contents);
  }
  return { role, files, legalComments: [...legalComments].sort(), metafile };
}

/** The comments of one `.LEGAL.txt` of esbuild: indented, under the names of the files they stood in. */
function commentsOf(text: string): string[] {
  const blocks = text.match(/(?:^ {2}.*\n?)+/gm) ?? [];
  return blocks.map((block) => block.replace(/^ {2}/gm, '').trim());
}
