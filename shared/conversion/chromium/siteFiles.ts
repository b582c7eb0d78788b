import { isAscii, isUtf8 } from 'node:buffer';
import { posix } from 'node:path';
import type { NamedFile } from '../files.ts';
import { formatOfName } from '../formats/formats.ts';

/** Content types of assets that are not in the table of formats. */
const webTypes: Readonly<Record<string, string>> = {
  xml: 'application/xml',
  wasm: 'application/wasm',
  ico: 'image/x-icon',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  webm: 'video/webm',
  vtt: 'text/vtt',
};

/** A page and its assets, in memory only. */
export class SiteFiles {
  readonly #paths = new Map<string, Uint8Array>();
  /** By file name; undefined where several files share it. */
  readonly #names = new Map<string, Uint8Array | undefined>();

  constructor(files: readonly NamedFile[]) {
    for (const { name, bytes } of files) {
      // `..` above the root stays at the root.
      const path = posix.join('/', name.replaceAll('\\', '/')).slice(1);
      if (!this.#paths.has(path)) this.#paths.set(path, bytes);
      const last = posix.basename(path);
      this.#names.set(last, this.#names.has(last) ? undefined : bytes);
    }
  }

  /**
   * Finds a file by its full path, otherwise by its file name, because uploads lose their folders.
   * @param path the path of a URL, with its leading slash
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
    // Malformed percent-encoding, such as `/100%`.
    return undefined;
  }
}

function contentTypeOf(name: string, bytes: Uint8Array): string {
  const extension = posix.extname(name).slice(1).toLowerCase();
  const type = formatOfName(name)?.contentType ?? webTypes[extension] ?? 'application/octet-stream';
  return `${type}${/^text\/|javascript|json/.test(type) ? charsetOf(bytes) : ''}`;
}

/**
 * Without a charset the browser reads text as Windows-1252. Non-ASCII bytes that are valid UTF-8 are almost certainly
 * UTF-8.
 */
function charsetOf(bytes: Uint8Array): string {
  return isUtf8(bytes) && !isAscii(bytes) ? '; charset=utf-8' : '';
}
