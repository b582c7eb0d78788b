import { generateKeyPairSync, type JsonWebKey, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { keys as declarations } from '../../../shared/secrets.ts';
import { parseFile, restoreIt } from '../damaged.ts';
import { readIfExists, writePrivateFile } from '../privateFile.ts';

/** One version of a key: an EC private key as JWK. Times are seconds since 1970. */
export interface KeyVersion {
  version: string;
  key: JsonWebKey;
  attributes: { enabled: boolean; created: number; updated: number };
}

const now = (): number => Math.floor(Date.now() / 1000);

/** The keys of one vault: a JSON file that is replaced at every change. */
export class KeyStore {
  readonly #path: string;
  readonly #keys: Record<string, KeyVersion[]>;

  /** Opens or creates a vault. Generates the keys of `shared/secrets.ts` that it does not have. */
  constructor(directory: string, name: string) {
    this.#path = join(directory, `${name}.keys.json`);
    this.#keys = parseFile(this.#path, readIfExists(this.#path) ?? '{}', restoreIt);
    for (const key of Object.keys(declarations)) if (!this.versions(key)) this.add(key);
  }

  /** Names of all keys, sorted. */
  names(): string[] {
    return Object.keys(this.#keys).sort();
  }

  /** The versions of a key, oldest first; undefined if the key does not exist. */
  versions(name: string): KeyVersion[] | undefined {
    return Object.hasOwn(this.#keys, name) ? this.#keys[name] : undefined;
  }

  /** A version, or the latest. */
  find(name: string, version?: string): KeyVersion | undefined {
    const versions = this.versions(name);
    return version ? versions?.find((each) => each.version === version) : versions?.at(-1);
  }

  /** Adds a version: `key`, or a new P-256 key. */
  add(name: string, key?: JsonWebKey): KeyVersion {
    const versions = this.versions(name);
    // Clients order versions by their times, which have a resolution of one second.
    const created = Math.max(now(), (versions?.at(-1)?.attributes.created ?? 0) + 1);
    const added: KeyVersion = {
      version: randomUUID().replaceAll('-', ''),
      key: key ?? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
      attributes: { enabled: true, created, updated: created },
    };
    if (versions) versions.push(added);
    else this.#keys[name] = [added];
    this.#save();
    return added;
  }

  setEnabled(version: KeyVersion, enabled: boolean): void {
    Object.assign(version.attributes, { enabled, updated: now() });
    this.#save();
  }

  #save(): void {
    writePrivateFile(this.#path, JSON.stringify(this.#keys));
  }
}
