import { generateKeyPairSync, type JsonWebKey, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writePrivateFile } from '../privateFile.ts';

/** One version of a key: an EC private key as JWK. Times are seconds since 1970. */
export interface KeyVersion {
  version: string;
  key: JsonWebKey;
  attributes: { enabled: boolean; created: number; updated: number };
}

const now = (): number => Math.floor(Date.now() / 1000);

/** The keys of one vault, beside its secrets: a JSON file that is replaced whole at every change. */
export class KeyStore {
  readonly #path: string;
  readonly #keys: Record<string, KeyVersion[]>;

  constructor(directory: string, name: string) {
    this.#path = join(directory, `${name}.keys.json`);
    this.#keys = JSON.parse(readIfThere(this.#path) ?? '{}');
  }

  /** Names of all keys, sorted. */
  names(): string[] {
    return Object.keys(this.#keys).sort();
  }

  /** The versions of a key, the oldest first; undefined if there is no such key. */
  versions(name: string): KeyVersion[] | undefined {
    return Object.hasOwn(this.#keys, name) ? this.#keys[name] : undefined;
  }

  /** One version, or the newest. */
  find(name: string, version?: string): KeyVersion | undefined {
    const versions = this.versions(name);
    return version ? versions?.find((each) => each.version === version) : versions?.at(-1);
  }

  /** Adds a version: the key that is given, or a fresh P-256 one. */
  add(name: string, key?: JsonWebKey): KeyVersion {
    const made: KeyVersion = {
      version: randomUUID().replaceAll('-', ''),
      key: key ?? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
      attributes: { enabled: true, created: now(), updated: now() },
    };
    const versions = this.versions(name);
    if (versions) versions.push(made);
    else this.#keys[name] = [made];
    this.#save();
    return made;
  }

  setEnabled(version: KeyVersion, enabled: boolean): void {
    Object.assign(version.attributes, { enabled, updated: now() });
    this.#save();
  }

  #save(): void {
    writePrivateFile(this.#path, JSON.stringify(this.#keys));
  }
}
