import { ConveyorError } from '../../errors.ts';
import type { IdentityServices } from '../services.ts';
import type { AttestedKey } from './attested.ts';

/** The id of a record must not contain a slash, which base64 has. */
const idOf = ({ id }: AttestedKey) => id.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/**
 * Registers a key once: a second device with the same key would be a copy of the first one's app.
 * @throws ConveyorError `attestation_replayed`
 */
export async function claimAttestedKey(
  key: AttestedKey,
  { attestedKeys }: Pick<IdentityServices, 'attestedKeys'>,
): Promise<void> {
  if (await attestedKeys.create({ id: idOf(key) })) return;
  throw new ConveyorError('attestation_replayed', { detail: 'The key has registered a device already.' });
}

/** Forgets a key when its device is deleted. Idempotent. */
export async function releaseAttestedKey(
  key: AttestedKey | undefined,
  { attestedKeys }: Pick<IdentityServices, 'attestedKeys'>,
): Promise<void> {
  if (key) await attestedKeys.delete([idOf(key)], idOf(key));
}
