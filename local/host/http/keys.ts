import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { readJson } from '../appSettings.ts';
import { StartError } from '../startError.ts';

/** A keys file: `master` grants everything, `host` every function, `functions` single functions. */
interface KeysFile {
  master: string;
  system?: string[];
  host?: string[];
  functions?: Record<string, string[]>;
}

export type KeyLevel = 'anonymous' | 'function' | 'system' | 'admin';

/** Maps the key of a request to an auth level. Without a keys file every request is `admin`, as in Core Tools. */
export class Keys {
  readonly #file: KeysFile | undefined;

  /** @param path a JSON file `{ master, system?, host?, functions? }`; undefined: no keys are needed */
  constructor(path: string | undefined) {
    this.#file = path === undefined ? undefined : readJson<KeysFile>(path);
    if (path !== undefined && !this.#file?.master) {
      throw new StartError(`The keys file ${path} does not exist or has no "master" key.`);
    }
  }

  /** Whether the request may call a function with this `authLevel`. */
  allow(request: IncomingMessage, authLevel: string, functionName: string): boolean {
    if (!this.#file || authLevel === 'anonymous') return true;
    const level = this.levelOf(request, functionName);
    return level === 'admin' || level === authLevel;
  }

  /** The auth level of the key in `x-functions-key`, or in `?code=`. */
  levelOf(request: IncomingMessage, functionName?: string): KeyLevel {
    if (!this.#file) return 'admin';
    const key =
      request.headers['x-functions-key'] ??
      new URLSearchParams(request.url?.replace(/^[^?]*/, '')).get('code');
    if (typeof key !== 'string' || key === '') return 'anonymous';
    const given = digest(key);
    const isOneOf = (keys: string[] = []) => keys.some((known) => timingSafeEqual(digest(known), given));
    const { master, system, host, functions = {} } = this.#file;
    if (isOneOf([master])) return 'admin';
    if (isOneOf(system)) return 'system';
    return isOneOf(host) || (functionName && isOneOf(functions[functionName])) ? 'function' : 'anonymous';
  }
}

/** Digests have the same length, so that a timing-safe comparison does not reveal the length of a key. */
function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
