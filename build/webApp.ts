/** Builds the web application of `console/`, which `npm start` runs in the background, and `npm run build` before the bundles. */
import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { root } from './root.ts';

const sources = ['console/**/*', 'client/src/**/*', 'client/*.json', 'build/webApp.ts', 'package-lock.json'];
const output = join(root, 'console/dist');
/** Names the build that a running app serves. */
const pointer = join(output, 'current');
const compress = promisify(brotliCompress);

/** The list of the packages in a build, for their licences: beside the files that are served. */
const packagesFileOf = (folder: string) => `${folder}.json`;

/** The built application. */
export interface WebApp {
  /** Path → content. */
  files: Map<string, Uint8Array>;
  /** The folders of the packages whose code is in it, relative to the repository. */
  packages: string[];
}

/** Reads the application, after building it if needed. */
export async function readWebApp(): Promise<WebApp> {
  const folder = await buildWebApp();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, Uint8Array>();
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    files.set(relative(folder, path).split(sep).join('/'), await readFile(path));
  }
  return { files, packages: JSON.parse(await readFile(packagesFileOf(folder), 'utf8')) };
}

/** Whether a running app serves the present sources. */
export async function isWebAppCurrent(): Promise<boolean> {
  const version = await versionOfSources();
  const selected = existsSync(pointer) ? await readFile(pointer, 'utf8') : undefined;
  return selected === version && existsSync(join(output, version));
}

/**
 * Builds the application, unless its present sources are built already.
 * @returns the folder of its files; their names and content depend only on the sources
 */
export async function buildWebApp(): Promise<string> {
  const version = await versionOfSources();
  const folder = join(output, version);
  if (!existsSync(folder)) await buildInto(folder);
  await select(version);
  return folder;
}

async function versionOfSources(): Promise<string> {
  const hash = createHash('sha256');
  const files = globSync(sources, {
    cwd: root,
    exclude: ['console/dist', '**/node_modules'],
    withFileTypes: true,
  });
  const paths = files.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  for (const path of paths.sort()) hash.update(path.slice(root.length)).update(await readFile(path));
  return hash.digest('hex').slice(0, 20);
}

/** Several processes can build at once, so each builds in a folder of its own; the first to end wins. */
async function buildInto(folder: string): Promise<void> {
  await mkdir(output, { recursive: true });
  const unfinished = await mkdtemp(join(output, 'unfinished-'));
  try {
    const packages = await bundleInto(unfinished);
    await addPdfFiles(unfinished);
    for (const path of globSync('**/*.{js,mjs,css,html,svg}', { cwd: unfinished })) {
      const file = join(unfinished, path);
      await writeFile(`${file}.br`, await compress(await readFile(file)));
    }
    await writeFile(packagesFileOf(folder), JSON.stringify(packages));
    await rename(unfinished, folder).catch((error) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** @returns the folders of the bundled packages, relative to the repository, sorted */
async function bundleInto(folder: string): Promise<string[]> {
  // Loaded only for a build, because they take half a second.
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  const { NODE_ENV } = process.env;
  // Vite bundles the React for this environment, whatever its own mode; tests have another one.
  process.env.NODE_ENV = 'production';
  const built = await build({
    root: join(root, 'console/page'),
    base: '/app/',
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: folder,
      emptyOutDir: false,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1000,
      // One file for the first screen instead of twenty small ones.
      rolldownOptions: {
        output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
      },
    },
  }).finally(() => {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  });
  const outputs = 'output' in built ? built.output : [];
  const modules = outputs.flatMap((each) => (each.type === 'chunk' ? each.moduleIds : []));
  const folders = modules.flatMap(
    (path) =>
      path.slice(root.length + 1).match(/^node_modules\/(?:.*node_modules\/)?(?:@[^/]+\/)?[^/]+/) ?? [],
  );
  // Their files are copied, not bundled.
  return [...new Set([...folders, 'node_modules/pdfjs-dist'])].sort();
}

/**
 * What pdf.js loads by name: character maps, standard fonts, colour profiles and decoders of pictures. The page runs no scripts
 * of PDFs, and every browser that it supports has WebAssembly.
 */
async function addPdfFiles(folder: string): Promise<void> {
  const from = join(root, 'node_modules/pdfjs-dist');
  const { version } = JSON.parse(await readFile(join(from, 'package.json'), 'utf8'));
  const filter = (path: string) => !/quickjs|nowasm/.test(basename(path));
  for (const name of ['cmaps', 'standard_fonts', 'iccs', 'wasm'])
    await cp(join(from, name), join(folder, `pdfjs-${version}`, name), { recursive: true, filter });
}

/** Makes a build the one that a running app serves, and deletes the others. */
async function select(version: string): Promise<void> {
  await writeFile(`${pointer}.${process.pid}`, version);
  await rename(`${pointer}.${process.pid}`, pointer);
  for (const name of await readdir(output))
    if (/^[0-9a-f]{20}(\.json)?$/.test(name) && !name.startsWith(version))
      await rm(join(output, name), { recursive: true, force: true });
}

if (import.meta.main) await buildWebApp();
