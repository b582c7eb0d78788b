import { deviceScopes, type TenantCaller } from './caller.ts';
import { type Device, dayOf, hashSecret, sameHash } from './device.ts';
import { olderPepper } from './olderPepper.ts';
import type { IdentityServices } from './services.ts';

const credential = /^([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})\.([\w-]{43})$/;
/** Replaces the hash of a device that does not exist, so that the check takes the same time. */
const unknownDevice: Pick<Device, 'secretHash'> = { secretHash: Buffer.alloc(32).toString('base64url') };

/** Whether a token has the form `<uuid>.<secret>`. */
export const isDeviceToken = (token: string) => credential.test(token);

/**
 * The device of a token `<uuid>.<secret>`. An unknown UUID and a wrong secret are indistinguishable, also by their timing.
 * @returns `undefined` if the token is wrong or was revoked
 */
export async function authenticateDevice(
  token: string,
  services: IdentityServices,
): Promise<TenantCaller | undefined> {
  const [, uuid, secret] = credential.exec(token) ?? [];
  if (!uuid || !secret) return undefined;
  const { devices, vault } = services;
  const [stored, pepper] = await Promise.all([devices.read([uuid], uuid), vault.current('device-pepper')]);
  const version = stored?.record.pepperVersion ?? pepper.version;
  const own = version === pepper.version ? pepper : await olderPepper(version, 'devices', services);
  // Without its pepper, a device gets the same response as an unknown device.
  if (!own) return undefined;
  const matches = sameHash(hashSecret(own.value, uuid, secret), (stored?.record ?? unknownDevice).secretHash);
  if (!matches || !stored) return undefined;
  await recordUse(stored.record, stored.etag, secret, pepper, services);
  return {
    kind: 'device',
    organisationId: stored.record.organisationId,
    callerId: uuid,
    scopes: deviceScopes,
  };
}

/** Updates the day of use, at most once a day, and rehashes the secret if there is a newer pepper. */
async function recordUse(
  device: Device,
  etag: string,
  secret: string,
  pepper: { value: string; version: string },
  { devices, clock, log }: Pick<IdentityServices, 'devices' | 'clock' | 'log'>,
): Promise<void> {
  const today = dayOf(clock.now());
  const rehash = device.pepperVersion !== pepper.version;
  if (device.lastUsed >= today && !rehash) return;
  const secretHash = hashSecret(pepper.value, device.id, secret);
  try {
    // The result may be undefined: another request of the same device changed the record, or the device was deleted.
    await devices.patch(
      [device.id],
      device.id,
      [
        { op: 'set', path: '/lastUsed', value: today },
        ...(rehash
          ? ([
              { op: 'set', path: '/secretHash', value: secretHash },
              { op: 'set', path: '/pepperVersion', value: pepper.version },
            ] as const)
          : []),
      ],
      { etag },
    );
  } catch (error) {
    // The caller is authenticated, and the next request writes the day again.
    log.warn('Recording the use of a device failed.', { error });
  }
}
