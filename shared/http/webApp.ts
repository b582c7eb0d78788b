import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { entityTag } from './conditional.ts';

/** A file of the web application. */
export interface WebFile {
  readonly contentType: string;
  readonly contentEncoding?: 'br';
  readonly bytes: Uint8Array;
  readonly etag: string;
}

/** The media types of the files, by extension. */
const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};
const otherType = 'application/octet-stream';

export const webMediaTypes = [...new Set([...Object.values(mediaTypes), otherType])];

/** A build of the application. */
interface Build {
  folder: string;
  /** The paths of its files. No other path is read, so that a request cannot leave the folder. */
  paths: ReadonlySet<string>;
  /** The files that were read. */
  files: Map<string, Promise<WebFile>>;
}

const beside = fileURLToPath(new URL('./page/', import.meta.url));
const builds = fileURLToPath(new URL('../../console/dist/', import.meta.url));
const bundled = existsSync(beside);
let opened: Build | undefined;

/**
 * A file of the web application.
 * @param acceptEncoding the header of the request; many files exist compressed too
 * @returns undefined if the file does not exist, or if the application is not built yet
 */
export async function webFile(path: string, acceptEncoding = ''): Promise<WebFile | undefined> {
  const build = await currentBuild();
  if (!build?.paths.has(path)) return undefined;
  const compressed = acceptsBrotli(acceptEncoding) && build.paths.has(`${path}.br`);
  const name = compressed ? `${path}.br` : path;
  let file = build.files.get(name);
  if (!file) {
    file = read(join(build.folder, name)).then(({ bytes, etag }) => ({
      bytes,
      etag,
      contentType: mediaTypes[extname(path)] ?? otherType,
      ...(compressed && { contentEncoding: 'br' }),
    }));
    build.files.set(name, file);
    file.catch(() => build.files.delete(name));
  }
  return file;
}

/** The build beside the bundle of a role; when running from source, the last one of `build/webApp.ts`, if any. */
async function currentBuild(): Promise<Build | undefined> {
  const folder = bundled ? beside : await lastBuild();
  if (folder !== undefined && folder !== opened?.folder)
    opened = { folder, paths: await pathsBelow(folder), files: new Map() };
  return folder === undefined ? undefined : opened;
}

async function lastBuild(): Promise<string | undefined> {
  const pointer = join(builds, 'current');
  return existsSync(pointer) ? join(builds, await readFile(pointer, 'utf8')) : undefined;
}

async function pathsBelow(folder: string): Promise<Set<string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Set(
    files.map((each) => relative(folder, join(each.parentPath, each.name)).split(sep).join('/')),
  );
}

async function read(file: string): Promise<Pick<WebFile, 'bytes' | 'etag'>> {
  const bytes = await readFile(file);
  return { bytes, etag: entityTag(bytes) };
}

/** Whether `Accept-Encoding` names Brotli with a weight other than 0 (RFC 9110 §12.5.3). */
function acceptsBrotli(header: string): boolean {
  const codings = header.split(',').map((each) => each.split(';').map((part) => part.trim()));
  return codings.some(([name, weight = 'q=1']) => name === 'br' && !/^q=0(\.0{1,3})?$/.test(weight));
}
