import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { secrets as declarations } from '../../../shared/secrets.ts';
import { readIfThere, writePrivateFile } from '../privateFile.ts';

/** One version of a secret. Times are seconds since 1970. */
export interface SecretVersion {
  version: string;
  value: string;
  contentType?: string;
  tags?: Record<string, string>;
  attributes: { enabled: boolean; created: number; updated: number; nbf?: number; exp?: number };
}

interface VaultFile {
  /** Names that were generated once: a deleted one stays deleted. */
  generated: string[];
  /** Name → its versions, the oldest first. */
  secrets: Record<string, SecretVersion[]>;
}

/** What a new version, or a change of one, may say. */
export interface SecretChange {
  value?: string;
  contentType?: string;
  tags?: Record<string, string>;
  attributes?: Partial<Pick<SecretVersion['attributes'], 'enabled' | 'nbf' | 'exp'>>;
}

const now = (): number => Math.floor(Date.now() / 1000);

/** The secrets of one vault: a JSON file that is replaced whole at every change. */
export class VaultStore {
  readonly #path: string;
  readonly #file: VaultFile;

  /** Opens a vault, or makes it. Secrets that the table names and the vault never had are generated. */
  constructor(directory: string, name: string) {
    this.#path = join(directory, `${name}.json`);
    const present = readIfThere(this.#path);
    this.#file = present ? JSON.parse(present) : { generated: [], secrets: {} };
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

  /** The versions of a secret, the oldest first; undefined if there is no such secret. */
  versions(name: string): SecretVersion[] | undefined {
    return Object.hasOwn(this.#file.secrets, name) ? this.#file.secrets[name] : undefined;
  }

  /** One version, or the newest. */
  find(name: string, version?: string): SecretVersion | undefined {
    const versions = this.versions(name);
    return version ? versions?.find((each) => each.version === version) : versions?.at(-1);
  }

  set(name: string, change: SecretChange): SecretVersion {
    const made = this.#append(name, change);
    this.#save();
    return made;
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
    const made: SecretVersion = {
      version: randomUUID().replaceAll('-', ''),
      value,
      ...(contentType === undefined ? {} : { contentType }),
      ...(tags === undefined ? {} : { tags }),
      attributes: { enabled: true, ...attributes, created: now(), updated: now() },
    };
    const versions = this.versions(name);
    if (versions) versions.push(made);
    else this.#file.secrets[name] = [made];
    return made;
  }

  #save(): void {
    writePrivateFile(this.#path, JSON.stringify(this.#file));
  }
}
