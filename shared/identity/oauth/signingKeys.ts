import { createPublicKey, type KeyObject } from 'node:crypto';
import { reloadingPerServices } from '../../async/reloading.ts';
import type { PublicKey, VaultKeys } from '../../azure/vaultKeys.ts';
import type { IdentityServices } from '../services.ts';

export const accessTokenKey = 'access-token-signing';

/** How long an instance keeps the list of keys, in seconds. */
const cacheSeconds = 60;
/** How long clients may keep the published keys, in seconds. */
export const publishedKeysSeconds = 300;

/** An enabled version of the key that signs access tokens. */
export interface SigningKey {
  /** The version in the vault. */
  kid: string;
  createdOn: Date;
  jwk: PublicKey;
  key: KeyObject;
}

type KeyServices = Pick<IdentityServices, 'vaultKeys' | 'clock' | 'log'>;

/** The last list of each vault, which stays in use while the vault is unavailable. */
const lists = new WeakMap<VaultKeys, SigningKey[]>();

/** The enabled versions, the newest first; at most a minute old while the vault is available. */
export const signingKeys = reloadingPerServices(
  async (services: KeyServices): Promise<SigningKey[]> => {
    const { vaultKeys, log } = services;
    const last = lists.get(vaultKeys);
    try {
      const list = await load(vaultKeys, last ?? []);
      lists.set(vaultKeys, list);
      return list;
    } catch (error) {
      if (!last) throw error;
      log.warn('The signing keys could not be refreshed. The cached ones stay in use.', { error });
      return last;
    }
  },
  { seconds: cacheSeconds },
);

async function load(vaultKeys: VaultKeys, known: readonly SigningKey[]): Promise<SigningKey[]> {
  const versions = await vaultKeys.enabledVersions(accessTokenKey);
  const list = await Promise.all(
    versions.map(async ({ version, createdOn }): Promise<SigningKey> => {
      const found = known.find(({ kid }) => kid === version);
      if (found) return found;
      const jwk = await vaultKeys.publicKey(accessTokenKey, version);
      return { kid: version, createdOn, jwk, key: createPublicKey({ key: { ...jwk }, format: 'jwk' }) };
    }),
  );
  return list.toSorted((one, other) => other.createdOn.getTime() - one.createdOn.getTime());
}

/**
 * The key that signs now: the newest one that every instance and client can have in its cache. Without one, the oldest.
 * @throws Error if the vault has no enabled version
 */
export async function currentSigningKey(services: KeyServices): Promise<SigningKey> {
  const keys = await signingKeys(services);
  const visibleSince = services.clock.now().getTime() - (cacheSeconds + publishedKeysSeconds) * 1000;
  const key = keys.find(({ createdOn }) => createdOn.getTime() <= visibleSince) ?? keys.at(-1);
  if (!key) throw new Error(`The key ${accessTokenKey} has no enabled version.`);
  return key;
}
