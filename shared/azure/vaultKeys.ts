import type { KeyClient } from '@azure/keyvault-keys';
import { lazy } from '../async/lazy.ts';
import { managedIdentity } from './credential.ts';

/** A version of a key in the vault. */
export interface KeyVersion {
  version: string;
  createdOn: Date;
}

export interface PublicKey {
  kty: 'EC';
  crv: 'P-256';
  /** Base64url, 32 bytes each. */
  x: string;
  y: string;
}

/** Non-exportable keys that sign in Key Vault or its HSM. */
export class VaultKeys {
  readonly #client: () => Promise<KeyClient>;

  constructor(options: { url: string; verifyChallenge: boolean; clientId?: string | undefined }) {
    this.#client = lazy(async () => {
      const [{ KeyClient }, credential] = await Promise.all([
        import('@azure/keyvault-keys'),
        managedIdentity(options.clientId),
      ]);
      return new KeyClient(options.url, credential, {
        disableChallengeResourceVerification: !options.verifyChallenge,
        retryOptions: { maxRetries: 3 },
      });
    });
  }

  /** The latest version of a key. */
  async currentVersion(name: string): Promise<string> {
    const { properties } = await (await this.#client()).getKey(name);
    if (!properties.version) throw new Error(`The key ${name} has no version.`);
    return properties.version;
  }

  /** The enabled versions of a key, in any order. */
  async enabledVersions(name: string): Promise<KeyVersion[]> {
    const versions = (await this.#client()).listPropertiesOfKeyVersions(name);
    const found = await Array.fromAsync(versions);
    return found.flatMap(({ version, enabled, createdOn }) =>
      version !== undefined && enabled && createdOn ? [{ version, createdOn }] : [],
    );
  }

  /** The public key of a version of a P-256 key, as JWK (RFC 7518 §6.2). */
  async publicKey(name: string, version: string): Promise<PublicKey> {
    const { key } = await (await this.#client()).getKey(name, { version });
    if (!key?.x || !key.y) throw new Error(`The key ${name} is not an EC key.`);
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
    return { kty: 'EC', crv: 'P-256', x: text(key.x), y: text(key.y) };
  }

  /** Signs a SHA-256 digest with a P-256 key (ES256). @returns r and s, 32 bytes each. */
  async sign(name: string, version: string, digest: Uint8Array): Promise<Uint8Array> {
    const client = (await this.#client()).getCryptographyClient(name, { keyVersion: version });
    return (await client.sign('ES256', digest)).result;
  }
}
