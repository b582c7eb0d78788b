import { ConveyorError } from '../../errors.ts';
import type { IdentityServices } from '../services.ts';
import type { Attested, AttestedKey, VerifiedApp } from './attested.ts';

/** The id of a record must not contain a slash, which base64 has. */
const idOf = ({ id }: AttestedKey) => id.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/**
 * Registers the key of an app once, if it has one: a second device with the same key would be a copy of the first one's app.
 * @returns what the record of the device stores
 * @throws ConveyorError `attestation_replayed`
 */
export async function claimAttestedKey(
  { receipt, ...attested }: VerifiedApp,
  { attestedKeys }: Pick<IdentityServices, 'attestedKeys'>,
): Promise<Attested> {
  if (!attested.key) return attested;
  const id = idOf(attested.key);
  if (await attestedKeys.create({ id, ...(receipt !== undefined && { receipt }) })) return attested;
  throw new ConveyorError('attestation_replayed', { detail: 'The key has registered a device already.' });
}

/** Forgets a key when its device is deleted. Idempotent. */
export async function releaseAttestedKey(
  key: AttestedKey | undefined,
  { attestedKeys }: Pick<IdentityServices, 'attestedKeys'>,
): Promise<void> {
  if (key) await attestedKeys.delete([idOf(key)], idOf(key));
}
