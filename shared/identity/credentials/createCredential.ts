import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { v4 } from 'uuid';
import type { Records } from '../../azure/cosmos.ts';
import { ConveyorError } from '../../errors.ts';
import { olderPepper } from '../olderPepper.ts';
import type { IdentityServices } from '../services.ts';
import type { CreatedCredential, StoredSecret } from './credential.ts';
import { activeSecrets } from './overlap.ts';
import { hashSecret, sameHash, storedSecret } from './storedSecret.ts';
import { secretOf, type TokenKind, tokenOf } from './tokenForm.ts';

/** A request to create a credential. */
export interface Creation<Request> {
  organisationId: string;
  /** The caller that creates it: unique among callers and operators. */
  creator: string;
  idempotencyKey: string | undefined;
  request: Request;
}

type CreationServices = Pick<IdentityServices, 'vault' | 'clock' | 'random' | 'log'>;

/**
 * Creates a credential with a random id and secret. With an idempotency key, both are derived from the caller and the key, so that a
 * repetition returns the same response although the secret is not stored.
 * @param complete adds what is specific to the kind
 * @returns the record, and the token that contains the secret
 * @throws ConveyorError `idempotency_key_reused`; `conflict` if the credential was revoked or its secret replaced since
 */
export async function createCredential<T extends CreatedCredential, Request>(
  kind: TokenKind,
  creation: Creation<Request>,
  records: Pick<Records<T>, 'create' | 'read'>,
  complete: (credential: Omit<CreatedCredential, 'name'>, request: Request) => T,
  services: CreationServices,
): Promise<{ record: T; token: string }> {
  const { organisationId, idempotencyKey, request } = creation;
  const { random, clock, vault } = services;
  const scope = idempotencyKey === undefined ? undefined : scopeOf(kind, creation, idempotencyKey);
  const id = v4({ random: scope ? createHash('sha256').update(scope).digest() : random.bytes(16) });
  const pepper = await vault.current('device-pepper');
  const secret = secretOf(scope ? derivedSecret(pepper.value, scope) : random.bytes(32));
  const secrets = [await storedSecret(id, secret, services)];
  const derivation = scope && { request: fingerprintOf(request), pepperVersion: pepper.version };
  const record = complete(
    {
      id,
      organisationId,
      secrets,
      createdAt: clock.now().toISOString(),
      ...(derivation && { derivation }),
    },
    request,
  );
  if (await records.create(record)) return { record, token: tokenOf(kind, id, secret) };
  const existing = (await records.read([id], id))?.record;
  if (!scope || !existing) throw new ConveyorError('unavailable');
  return { record: existing, token: await repeatedToken(kind, existing, { scope, request }, services) };
}

/** The token of an earlier request with the same key. */
async function repeatedToken(
  kind: TokenKind,
  { id, secrets, derivation, revokedAt }: CreatedCredential,
  { scope, request }: { scope: Buffer; request: unknown },
  services: CreationServices,
): Promise<string> {
  if (derivation?.request !== fingerprintOf(request)) throw new ConveyorError('idempotency_key_reused');
  const pepper = await olderPepper(derivation.pepperVersion, 'idempotent creations', services);
  const secret = pepper && secretOf(derivedSecret(pepper.value, scope));
  if (!secret || revokedAt !== undefined || !(await isCurrent(id, secret, secrets, services)))
    throw new ConveyorError('conflict', {
      detail: 'The credential that this Idempotency-Key created was revoked, or its secret was replaced.',
    });
  return tokenOf(kind, id, secret);
}

/** Whether a secret is still valid. A client that authenticates with a key has none. */
async function isCurrent(
  id: string,
  secret: string,
  secrets: readonly StoredSecret[],
  services: CreationServices,
): Promise<boolean> {
  for (const { hash, pepperVersion } of activeSecrets(secrets, services.clock.now())) {
    const pepper = await olderPepper(pepperVersion, 'idempotent creations', services);
    if (pepper && sameHash(hashSecret(pepper.value, id, secret), hash)) return true;
  }
  return secrets.length === 0;
}

/** Each part is prefixed with its length, so that no two lists are the same bytes. */
function scopeOf(kind: TokenKind, { organisationId, creator }: Creation<unknown>, key: string): Buffer {
  const parts = [kind, organisationId, creator, key];
  return Buffer.from(parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''));
}

/** The key is derived from the pepper (HKDF, RFC 5869); no other use has this label. */
function derivedSecret(pepper: string, scope: Buffer): Buffer {
  const key = new Uint8Array(hkdfSync('sha256', pepper, '', 'idempotent credential', 32));
  return createHmac('sha256', key).update(scope).digest();
}

/** The request holds no secret, and its schema determines the order of its members. */
const fingerprintOf = (request: unknown) =>
  createHash('sha256').update(JSON.stringify(request)).digest('hex');
