import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { secrets as declarations } from '../../../shared/secrets.ts';
import { parseFile, restoreIt } from '../damaged.ts';
import { readIfExists, writePrivateFile } from '../privateFile.ts';

/** One version of a secret. Times are seconds since 1970. */
export interface SecretVersion {
  version: string;
  value: string;
  contentType?: string;
  tags?: Record<string, string>;
  attributes: { enabled: boolean; created: number; updated: number; nbf?: number; exp?: number };
}

interface VaultFile {
  /** Names of secrets that were generated once. A deleted secret is not generated again. */
  generated: string[];
  /** Name → versions, oldest first. */
  secrets: Record<string, SecretVersion[]>;
}

/** The settable properties of a version. */
export interface SecretChange {
  value?: string;
  contentType?: string;
  tags?: Record<string, string>;
  attributes?: Partial<Pick<SecretVersion['attributes'], 'enabled' | 'nbf' | 'exp'>>;
}

const now = (): number => Math.floor(Date.now() / 1000);

/** The secrets of one vault: a JSON file that is replaced at every change. */
export class VaultStore {
  readonly #path: string;
  readonly #file: VaultFile;

  /** Opens or creates a vault. Generates the secrets of `shared/secrets.ts` that the vault never had. */
  constructor(directory: string, name: string) {
    this.#path = join(directory, `${name}.json`);
    const present = readIfExists(this.#path);
    this.#file =
      present === undefined ? { generated: [], secrets: {} } : parseFile(this.#path, present, restoreIt);
    const missing = Object.entries(declarations).filter(([secret]) => !this.#file.generated.includes(secret));
    for (const [secret, { generate }] of missing) {
      this.#file.generated.push(secret);
      if (!this.versions(secret)) this.#append(secret, { value: generate() });
    }
    if (missing.length > 0) this.#save();
  }

  /** Names of all secrets, sorted. */
  names(): string[] {
    return Object.keys(this.#file.secrets).sort();
  }

  /** The versions of a secret, oldest first; undefined if the secret does not exist. */
  versions(name: string): SecretVersion[] | undefined {
    return Object.hasOwn(this.#file.secrets, name) ? this.#file.secrets[name] : undefined;
  }

  /** A version, or the latest. */
  find(name: string, version?: string): SecretVersion | undefined {
    const versions = this.versions(name);
    return version ? versions?.find((each) => each.version === version) : versions?.at(-1);
  }

  set(name: string, change: SecretChange): SecretVersion {
    const added = this.#append(name, change);
    this.#save();
    return added;
  }

  update(version: SecretVersion, { contentType, tags, attributes }: SecretChange): SecretVersion {
    if (contentType !== undefined) version.contentType = contentType;
    if (tags !== undefined) version.tags = tags;
    Object.assign(version.attributes, attributes, { updated: now() });
    this.#save();
    return version;
  }

  delete(name: string): void {
    delete this.#file.secrets[name];
    this.#save();
  }

  #append(name: string, { value = '', contentType, tags, attributes }: SecretChange): SecretVersion {
    const added: SecretVersion = {
      version: randomUUID().replaceAll('-', ''),
      value,
      ...(contentType === undefined ? {} : { contentType }),
      ...(tags === undefined ? {} : { tags }),
      attributes: { enabled: true, ...attributes, created: now(), updated: now() },
    };
    const versions = this.versions(name);
    if (versions) versions.push(added);
    else this.#file.secrets[name] = [added];
    return added;
  }

  #save(): void {
    writePrivateFile(this.#path, JSON.stringify(this.#file));
  }
}
