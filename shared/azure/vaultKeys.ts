import type { KeyClient } from '@azure/keyvault-keys';
import { lazy } from '../async/lazy.ts';
import { managedIdentity } from './credential.ts';

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

  /** Signs a SHA-256 digest with a P-256 key (ES256). @returns r and s, 32 bytes each. */
  async sign(name: string, version: string, digest: Uint8Array): Promise<Uint8Array> {
    const client = (await this.#client()).getCryptographyClient(name, { keyVersion: version });
    return (await client.sign('ES256', digest)).result;
  }
}
