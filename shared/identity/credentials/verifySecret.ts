import type { Records, Stored } from '../../azure/cosmos.ts';
import type { Secret } from '../../azure/vault.ts';
import { dayOf } from '../device.ts';
import { olderPepper } from '../olderPepper.ts';
import type { IdentityServices } from '../services.ts';
import type { Credential, StoredSecret } from './credential.ts';
import { activeSecrets } from './overlap.ts';
import { hashSecret, sameHash } from './storedSecret.ts';

type VerifyServices = Pick<IdentityServices, 'vault' | 'clock' | 'log'>;

/** The kinds of credentials, as the log names them. */
type CredentialKind = 'devices' | 'API tokens' | 'registration tokens' | 'OAuth clients' | 'operator keys';

/** A credential whose secret was verified, and which of its secrets it was. */
export interface Verified<T> extends Stored<T> {
  used: StoredSecret;
}

/** Replaces the hash of a credential that does not exist, so that the check takes the same time. */
const unknownHash = Buffer.alloc(32).toString('base64url');

/**
 * Reads a credential and verifies its secret. An unknown id and a wrong secret are indistinguishable, also by their timing.
 * @returns `undefined` if the secret is wrong, expired or revoked
 */
export async function verifySecret<T extends Credential>(
  kind: CredentialKind,
  { id, secret }: { id: string; secret: string },
  records: Pick<Records<T>, 'read' | 'patch'>,
  services: VerifyServices,
): Promise<Verified<T> | undefined> {
  const { vault, clock } = services;
  const [stored, pepper] = await Promise.all([records.read([id], id), vault.current('device-pepper')]);
  const active = stored ? secretsOf(stored.record, clock.now()) : [];
  const candidates = active.length > 0 ? active : [{ hash: unknownHash, pepperVersion: pepper.version }];
  for (const [index, { hash, pepperVersion }] of candidates.entries()) {
    const own = pepperVersion === pepper.version ? pepper : await olderPepper(pepperVersion, kind, services);
    // Without its pepper, a secret gets the same response as an unknown one.
    const matches = own && sameHash(hashSecret(own.value, id, secret), hash);
    const used = active[index];
    if (!matches || !stored || !used) continue;
    const rehashed = own === pepper ? undefined : rehash(active, index, id, secret, pepper);
    await recordUse(kind, stored, rehashed, records, services);
    return { ...stored, used };
  }
  return undefined;
}

function secretsOf({ secrets, expiresAt }: Credential, now: Date): StoredSecret[] {
  return expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime() ? [] : activeSecrets(secrets, now);
}

/** The secrets of a credential, with the hash of one of them under the newest pepper. */
function rehash(secrets: StoredSecret[], index: number, id: string, secret: string, pepper: Secret) {
  const hash = hashSecret(pepper.value, id, secret);
  return secrets.map((each, place) =>
    place === index ? { ...each, hash, pepperVersion: pepper.version } : each,
  );
}

/** Updates the day of use, at most once a day, and stores the rehashed secrets, if any. */
export async function recordUse<T extends Credential>(
  kind: CredentialKind,
  { record: { id, lastUsed = '' }, etag }: Stored<T>,
  secrets: StoredSecret[] | undefined,
  records: Pick<Records<T>, 'patch'>,
  { clock, log }: Pick<VerifyServices, 'clock' | 'log'>,
): Promise<void> {
  const today = dayOf(clock.now());
  if (lastUsed >= today && !secrets) return;
  try {
    // The result may be undefined: another request changed the record, or it was deleted.
    await records.patch(
      [id],
      id,
      [
        { op: 'set', path: '/lastUsed', value: today },
        ...(secrets ? ([{ op: 'set', path: '/secrets', value: secrets }] as const) : []),
      ],
      { etag },
    );
  } catch (error) {
    // The caller is authenticated, and the next request writes the day again.
    log.warn('Recording the use of a credential failed.', { kind, error });
  }
}
