import { isAscii, isUtf8 } from 'node:buffer';
import { posix } from 'node:path';
import type { EngineFile } from '../engines/engine.ts';
import { formatOfName } from '../formats/formats.ts';

/** Types of what pages load and nobody converts. */
const webTypes: Readonly<Record<string, string>> = {
  xml: 'application/xml',
  wasm: 'application/wasm',
  ico: 'image/x-icon',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  webm: 'video/webm',
  vtt: 'text/vtt',
};

/** A page and what belongs to it, in memory: nothing of it ever lies on a disk. */
export class SiteFiles {
  readonly #paths = new Map<string, Uint8Array>();
  /** By the last part of the path; undefined where several end so. */
  readonly #names = new Map<string, Uint8Array | undefined>();

  constructor(files: readonly EngineFile[]) {
    for (const { name, bytes } of files) {
      // What climbs out of the root stays at the root: there is nothing above it.
      const path = posix.join('/', name.replaceAll('\\', '/')).slice(1);
      if (!this.#paths.has(path)) this.#paths.set(path, bytes);
      const last = posix.basename(path);
      this.#names.set(last, this.#names.has(last) ? undefined : bytes);
    }
  }

  /**
   * The file at an address: by its whole path, or else by its last part, as uploads lose their folders.
   * @param path of a URL, with a leading slash
   */
  find(path: string): { bytes: Uint8Array; contentType: string } | undefined {
    const decoded = decode(path);
    if (decoded === undefined) return undefined;
    const name = decoded.slice(1);
    const bytes = this.#paths.get(name) ?? this.#names.get(posix.basename(name));
    return bytes && { bytes, contentType: contentTypeOf(name, bytes) };
  }
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    // Such as `/100%`: no file is called so.
    return undefined;
  }
}

function contentTypeOf(name: string, bytes: Uint8Array): string {
  const extension = posix.extname(name).slice(1).toLowerCase();
  const type = formatOfName(name)?.contentType ?? webTypes[extension] ?? 'application/octet-stream';
  return `${type}${/^text\/|javascript|json/.test(type) ? charsetOf(bytes) : ''}`;
}

/** A page that says nothing would be read as Windows-1252. What has other characters than ASCII is UTF-8 by no accident. */
function charsetOf(bytes: Uint8Array): string {
  return isUtf8(bytes) && !isAscii(bytes) ? '; charset=utf-8' : '';
}
