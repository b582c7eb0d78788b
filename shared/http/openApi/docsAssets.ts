import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { entityTag } from '../conditional.ts';

/** Files of the reference page from swagger-ui-dist: name → media type. The build copies them. */
export const docsAssets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/** A file of the reference page. */
export interface DocsFile {
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly etag: string;
}

const loaded = new Map<string, Promise<DocsFile>>();

/** One of `docsAssets`, read once; undefined for any other name. */
export function docsAsset(name: string): Promise<DocsFile> | undefined {
  if (!Object.hasOwn(docsAssets, name)) return undefined;
  let file = loaded.get(name);
  if (!file) {
    file = load(name);
    loaded.set(name, file);
    file.catch(() => loaded.delete(name));
  }
  return file;
}

/** The folder of the assets: next to the bundle, or in the package when running from source. */
function docsFolder(): URL {
  const bundled = new URL('./docs/', import.meta.url);
  if (existsSync(fileURLToPath(bundled))) return bundled;
  const resolve = createRequire(import.meta.url).resolve;
  return new URL('.', pathToFileURL(resolve('swagger-ui-dist/package.json')));
}

async function load(name: string): Promise<DocsFile> {
  const bytes = await readFile(new URL(name, docsFolder()));
  return { contentType: docsAssets[name] ?? 'application/octet-stream', bytes, etag: entityTag(bytes) };
}
