import { v4 } from 'uuid';
import { ConveyorError } from '../errors.ts';
import { defaultOrganisation } from '../tenancy/organisation.ts';
import { claimAttestedKey } from './attestation/attestedKeys.ts';
import { attestRegistration } from './attestation/attestRegistration.ts';
import type { Evidence } from './attestation/evidence.ts';
import { bearerIs } from './bearer.ts';
import { storedSecret } from './credentials/storedSecret.ts';
import { type Device, dayOf } from './device.ts';
import type { IdentityServices } from './services.ts';

/** The credentials of a new device. They are returned only once. */
export interface Registration {
  uuid: string;
  /** 256 random bits, base64url. */
  secret: string;
  /** `<uuid>.<secret>`, the bearer token of later requests. */
  token: string;
}

/**
 * Registers a device.
 * @param evidence required with REGISTRATION=attested, ignored otherwise
 * @throws ConveyorError `registration_closed` if a registration token is required and `authorization` does not have it;
 *   `attestation_…` if an attestation is required and `evidence` is missing or rejected.
 */
export async function register(
  authorization: string | undefined,
  services: IdentityServices,
  evidence?: Evidence,
): Promise<Registration> {
  const { config, vault, clock, random, devices } = services;
  if (config.registration === 'token') {
    const { value } = await vault.current('registration-token');
    if (!bearerIs(authorization, value)) throw new ConveyorError('registration_closed');
  }
  const verified = config.registration === 'attested' && (await attestRegistration(evidence, services));
  const attestation = verified && (await claimAttestedKey(verified, services));
  const uuid = v4({ random: random.bytes(16) });
  const secret = random.bytes(32).toString('base64url');
  const now = clock.now();
  const device: Device = {
    id: uuid,
    organisationId: defaultOrganisation,
    secrets: [await storedSecret(uuid, secret, services)],
    createdAt: now.toISOString(),
    lastUsed: dayOf(now),
    ...(attestation && { attestation }),
  };
  if (!(await devices.create(device))) throw new Error('A device with this UUID exists already.');
  return { uuid, secret, token: `${uuid}.${secret}` };
}
