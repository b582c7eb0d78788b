import { relative } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import type { Role } from '../shared/roles.ts';
import { childEntries } from './childEntries.ts';
import { commonJsNames } from './commonJsNames.ts';
import { mainEntry, rolePlugin } from './rolePlugin.ts';
import { root } from './root.ts';
import { runtimePackages } from './runtimePackages.ts';
import { readWebApp, type WebApp } from './webApp.ts';

/** The modules of a role, for one flat folder, in memory. */
export interface Bundle {
  role: Role;
  /** File name → content: `main.mjs`, the entries of child processes, the chunks they share, source maps. */
  files: Map<string, Uint8Array>;
  /** Licence comments of the bundled code, without duplicates. */
  legalComments: string[];
  /** Inputs and outputs; paths are relative to the repository. */
  metafile: Metafile;
  /** The page, if the role serves it. */
  webApp?: WebApp;
}

const options = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  // Dynamic imports become separate files, so that a cold start reads only the SDKs it uses.
  splitting: true,
  // A flat folder: paths relative to `import.meta.url` must not depend on the chunk that contains the code.
  entryNames: '[name]',
  chunkNames: '[name]-[hash]',
  outExtension: { '.js': '.mjs' },
  // Only the syntax is minified, so that stack traces keep names and lines.
  minifySyntax: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'external',
  // The host provides this module, and only to `require`.
  external: ['@azure/functions-core', ...Object.keys(runtimePackages)],
  // CommonJS packages expect `require`, `__dirname` and `__filename`.
  banner: {
    js: "import { createRequire as conveyorRequire } from 'node:module'; const require = conveyorRequire(import.meta.url);",
  },
  define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
  write: false,
  metafile: true,
  logLevel: 'error',
} as const satisfies BuildOptions;

/**
 * Bundles a role. The same sources give the same bytes.
 * @throws esbuild's BuildFailure if an import cannot be resolved or bundled
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
  const bundle = { role, files, legalComments: [...legalComments].sort(), metafile };
  const servesPage = Object.values(metafile.outputs).some(({ inputs }) => 'shared/http/webApp.ts' in inputs);
  return servesPage ? { ...bundle, webApp: await readWebApp() } : bundle;
}

/** Reads a `.LEGAL.txt` of esbuild: indented comments below the names of their files. */
function commentsOf(text: string): string[] {
  const blocks = text.match(/(?:^ {2}.*\n?)+/gm) ?? [];
  return blocks.map((block) => block.replace(/^ {2}/gm, '').trim());
}
