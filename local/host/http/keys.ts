import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { readJson } from '../appSettings.ts';
import { StartError } from '../startError.ts';

/** A keys file: `master` opens everything, `host` every function, `functions` one function each. */
interface KeysFile {
  master: string;
  system?: string[];
  host?: string[];
  functions?: Record<string, string[]>;
}

export type KeyLevel = 'anonymous' | 'function' | 'system' | 'admin';

/** Says what the key of a request entitles it to. Without a keys file every request has all rights, as with Core Tools. */
export class Keys {
  readonly #file: KeysFile | undefined;

  /** @param path a JSON file `{ master, system?, host?, functions? }`; undefined: everything is open */
  constructor(path: string | undefined) {
    this.#file = path === undefined ? undefined : readJson<KeysFile>(path);
    if (path !== undefined && !this.#file?.master) {
      throw new StartError(`The keys file ${path} is missing, or has no "master" key.`);
    }
  }

  /** Whether the request may call a function that asks for `authLevel`. */
  allow(request: IncomingMessage, authLevel: string, functionName: string): boolean {
    if (!this.#file || authLevel === 'anonymous') return true;
    const level = this.levelOf(request, functionName);
    return level === 'admin' || level === authLevel;
  }

  /** The right that `x-functions-key`, or else `?code=`, gives. */
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

/** Digests have one length, so that comparing them tells nothing of the keys. */
function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
