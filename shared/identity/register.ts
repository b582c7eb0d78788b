import { v4 } from 'uuid';
import { ConveyorError } from '../errors.ts';
import { findOrganisation } from '../tenancy/findOrganisation.ts';
import { defaultOrganisation } from '../tenancy/organisation.ts';
import { claimAttestedKey } from './attestation/attestedKeys.ts';
import { attestRegistration } from './attestation/attestRegistration.ts';
import type { Evidence } from './attestation/evidence.ts';
import { chargeDevice, releaseDevices } from './countDevices.ts';
import { storedSecret } from './credentials/storedSecret.ts';
import { type Device, dayOf } from './device.ts';
import { limitOrganisation } from './rateLimits/rateLimit.ts';
import { countRegistration, findRegistrationToken } from './registration/useRegistrationToken.ts';
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
 * Registers a device into the organisation of its registration token, or into the default one.
 * @param authorization carries a registration token, which is required with REGISTRATION=token
 * @param evidence required with REGISTRATION=attested, ignored otherwise
 * @throws ConveyorError `registration_closed` if a registration token is required and absent; `registration_token_invalid`,
 *   `registration_token_exhausted`; `organisation_suspended`; `rate_limited`, `quota_exceeded`; `attestation_…` if an attestation is required and `evidence` is
 *   missing or rejected.
 */
export async function register(
  authorization: string | undefined,
  services: IdentityServices,
  evidence?: Evidence,
): Promise<Registration> {
  const { config, clock, random, devices } = services;
  const token =
    authorization === undefined ? undefined : await findRegistrationToken(authorization, services);
  if (!token && config.registration === 'token') throw new ConveyorError('registration_closed');
  const organisationId = token?.organisationId ?? config.organisation ?? defaultOrganisation;
  limitOrganisation('registrations', organisationId, services);
  await checkOrganisation(organisationId, services);
  const verified = config.registration === 'attested' && (await attestRegistration(evidence, services));
  const uuid = v4({ random: random.bytes(16) });
  const secret = random.bytes(32).toString('base64url');
  const now = clock.now();
  await chargeDevice(organisationId, services);
  try {
    const attestation = verified && (await claimAttestedKey(verified, services));
    if (token) await countRegistration(token, services);
    const device: Device = {
      id: uuid,
      organisationId,
      secrets: [await storedSecret(uuid, secret, services)],
      createdAt: now.toISOString(),
      lastUsed: dayOf(now),
      ...(attestation && { attestation }),
    };
    if (!(await devices.create(device))) throw new Error('A device with this UUID exists already.');
  } catch (error) {
    await releaseDevices(organisationId, 1, services);
    throw error;
  }
  return registrationOf(uuid, secret);
}

export const registrationOf = (uuid: string, secret: string): Registration => ({
  uuid,
  secret,
  token: `${uuid}.${secret}`,
});

/** The deployment may be pinned to another organisation than that of the token. */
async function checkOrganisation(id: string, services: IdentityServices): Promise<void> {
  const pinned = services.config.organisation;
  const organisation =
    pinned === undefined || pinned === id ? await findOrganisation(id, services) : undefined;
  if (!organisation) throw new ConveyorError('registration_token_invalid');
  if (organisation.status !== 'active') throw new ConveyorError('organisation_suspended');
}
