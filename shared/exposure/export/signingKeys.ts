import { ConveyorError } from '../../errors.ts';
import type { Region, SigningKey } from '../region.ts';
import type { ExposureServices } from '../services.ts';
import type { FrozenSigningKey } from './manifest.ts';

/** Phones accept at most 10 signatures per file. */
const maximumSignatures = 10;

/**
 * The active signing keys of a region, newest first, each with its version in the vault.
 * @throws ConveyorError `misconfigured` if there is none: phones reject a file without a signature.
 */
export async function activeSigningKeys(
  { id, signingKeys }: Pick<Region, 'id' | 'signingKeys'>,
  { vault, vaultKeys, clock }: Pick<ExposureServices, 'vault' | 'vaultKeys' | 'clock'>,
): Promise<FrozenSigningKey[]> {
  const active = signingKeys
    // Phones cannot distinguish a key from a revoked one with the same id and version.
    .filter((key) => isActive(key, clock.now()) && !isRevoked({ keys: [key] }, { signingKeys }))
    .sort((a, b) => Date.parse(b.validFrom) - Date.parse(a.validFrom))
    .slice(0, maximumSignatures);
  if (active.length === 0)
    throw new ConveyorError('misconfigured', {
      detail: `The region ${id} has no valid signing key.`,
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

/** Whether a key is valid at a time. */
export function isActive({ validFrom, validUntil, revokedAt }: SigningKey, now: Date): boolean {
  return (
    revokedAt === undefined &&
    Date.parse(validFrom) <= now.getTime() &&
    (validUntil === undefined || now.getTime() < Date.parse(validUntil))
  );
}

/** Whether any of the keys is revoked. Phones identify a key by its id and version. */
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
