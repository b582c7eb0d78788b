import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { docsAssets } from '../shared/http/openApi/docsAssets.ts';
import { nodeVersions } from '../shared/runtime/nodeVersions.ts';
import { appManifest } from './appManifest.ts';
import type { Bundle } from './bundleRole.ts';
import { bundledFolders, thirdPartyLicences } from './licences.ts';
import { installedFolders, manifestOf } from './packageFiles.ts';
import { root } from './root.ts';
import { runtimePackages } from './runtimePackages.ts';

/** The files of a role's package, except node_modules: path → content, sorted by path. */
export type AppFiles = Map<string, Uint8Array>;

/** Adds to a bundle host.json, package.json, the files of its pages, and licences. */
export function appFiles(bundle: Bundle): AppFiles {
  const docs = servesDocs(bundle) ? docsFiles() : new Map<string, Uint8Array>();
  const files = new Map<string, Uint8Array>([
    ...bundle.files,
    ...docs,
    ...[...(bundle.webApp?.files ?? [])].map(([name, content]) => [`page/${name}`, content] as const),
    ['host.json', readFileSync(join(root, 'host.json'))],
    ['LICENSE', readFileSync(join(root, 'LICENSE'))],
    ['package.json', bytes(`${JSON.stringify(manifest(bundle), undefined, 2)}\n`)],
    ['THIRD_PARTY_LICENSES', bytes(thirdPartyLicences(thirdPartyFolders(bundle), bundle.legalComments))],
  ]);
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The folders of the third-party packages whose code or files a role's package contains, sorted. */
export function thirdPartyFolders(bundle: Bundle): string[] {
  const folders = [
    ...bundledFolders(bundle),
    ...installedFolders(packagesAtRunTime(bundle)),
    ...(servesDocs(bundle) ? [docsPackage()] : []),
    ...(bundle.webApp?.packages ?? []),
  ];
  return [...new Set(folders)].sort();
}

/** The packages that a bundle loads from node_modules, sorted. Some appear only in `require.resolve`. */
export function packagesAtRunTime({ files }: Pick<Bundle, 'files'>): string[] {
  const code = [...files]
    .filter(([name]) => name.endsWith('.mjs'))
    .map(([, each]) => Buffer.from(each).toString());
  return Object.keys(runtimePackages)
    .filter((name) => code.some((each) => each.includes(`"${name}"`) || each.includes(`"${name}/`)))
    .sort();
}

function manifest(bundle: Bundle) {
  const { name, ...rest } = appManifest();
  const dependencies = packagesAtRunTime(bundle).map((each) => [
    each,
    manifestOf(`node_modules/${each}`).version,
  ]);
  return {
    name: `${name}-${bundle.role}`,
    ...rest,
    private: true,
    type: 'module',
    // A file, not a glob: a glob would load source maps too.
    main: 'main.mjs',
    engines: { node: nodeVersions.join(' || ') },
    dependencies: Object.fromEntries(dependencies),
  };
}

function servesDocs({ metafile }: Bundle): boolean {
  return Object.values(metafile.outputs).some(
    (output) => 'shared/http/openApi/docsAssets.ts' in output.inputs,
  );
}

function docsPackage(): string {
  const path = createRequire(import.meta.url).resolve('swagger-ui-dist/package.json');
  return relative(root, dirname(path)).split(sep).join('/');
}

function docsFiles(): AppFiles {
  // The licence comment of the script refers to this file.
  const names = [...Object.keys(docsAssets), 'swagger-ui-bundle.js.LICENSE.txt'];
  return new Map(names.map((name) => [`docs/${name}`, readFileSync(join(root, docsPackage(), name))]));
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text);
}
