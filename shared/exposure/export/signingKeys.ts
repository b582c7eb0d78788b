import { ConveyorError } from '../../errors.ts';
import type { Services } from '../../services.ts';
import type { Region, SigningKey } from '../region.ts';
import type { FrozenSigningKey } from './manifest.ts';

/** Phones take no more signatures in one file. */
const maximumSignatures = 10;

/**
 * The keys that sign for a region now, the newest first, each at its version in the vault.
 * @throws ConveyorError `misconfigured` if there is none: a file that nobody can verify helps nobody.
 */
export async function activeSigningKeys(
  { id, signingKeys }: Pick<Region, 'id' | 'signingKeys'>,
  { vault, vaultKeys, clock }: Services,
): Promise<FrozenSigningKey[]> {
  const active = signingKeys
    // What phones know by the same name as a revoked one is revoked to them.
    .filter((key) => isActive(key, clock.now()) && !isRevoked({ keys: [key] }, { signingKeys }))
    .sort((a, b) => Date.parse(b.validFrom) - Date.parse(a.validFrom))
    .slice(0, maximumSignatures);
  if (active.length === 0)
    throw new ConveyorError('misconfigured', {
      detail: `The region ${id} has no signing key that is valid.`,
    });
  const versionOf = async ({ source, name, version }: SigningKey) => {
    if (version !== undefined) return version;
    return source === 'key' ? await vaultKeys.currentVersion(name) : (await vault.current(name)).version;
  };
  return await Promise.all(
    active.map(async (key) => ({
      verificationKeyId: key.verificationKeyId,
      verificationKeyVersion: key.verificationKeyVersion,
      source: key.source,
      name: key.name,
      version: await versionOf(key),
    })),
  );
}

/** Whether a key signs at a moment. */
export function isActive({ validFrom, validUntil, revokedAt }: SigningKey, now: Date): boolean {
  return (
    revokedAt === undefined &&
    Date.parse(validFrom) <= now.getTime() &&
    (validUntil === undefined || now.getTime() < Date.parse(validUntil))
  );
}

/** Whether a key that signed has been revoked since. Phones know a key by its id and version. */
export function isRevoked(
  { keys }: { keys: readonly Pick<SigningKey, 'verificationKeyId' | 'verificationKeyVersion'>[] },
  { signingKeys }: Pick<Region, 'signingKeys'>,
): boolean {
  return keys.some((signed) =>
    signingKeys.some(
      (key) =>
        key.revokedAt !== undefined &&
        key.verificationKeyId === signed.verificationKeyId &&
        key.verificationKeyVersion === signed.verificationKeyVersion,
    ),
  );
}
