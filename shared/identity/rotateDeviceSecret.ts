import { optimisticUpdate } from '../azure/optimisticUpdate.ts';
import { ConveyorError } from '../errors.ts';
import { verifyDevice } from './authenticateDevice.ts';
import { bearerToken } from './bearer.ts';
import { rotated } from './credentials/overlap.ts';
import { storedSecret } from './credentials/storedSecret.ts';
import { type Registration, registrationOf } from './register.ts';
import type { IdentityServices } from './services.ts';
import { unauthorized } from './unauthorized.ts';

/** The new credentials of a device, and when the secret that the request used stops being valid. */
export interface Rotation extends Registration {
  previousExpiresAt: string;
}

/**
 * Gives a device a new secret. The secret that the request used stays valid for 24 hours, so that a device that did not receive
 * the response can repeat the request; any other secret stops at once.
 */
export async function rotateDeviceSecret(
  authorization: string | undefined,
  services: Pick<IdentityServices, 'devices' | 'vault' | 'clock' | 'log' | 'random'>,
): Promise<Rotation> {
  const { devices, clock, random } = services;
  const secret = random.bytes(32).toString('base64url');
  return optimisticUpdate({
    tries: 5,
    read: () => verifyDevice(bearerToken(authorization) ?? '', services),
    decide: async (verified) => {
      if (!verified) throw unauthorized(authorization, 'device');
      const { etag, used } = verified;
      const { id } = verified.record;
      const { secrets, ...previous } = rotated(used, await storedSecret(id, secret, services), clock.now());
      const write = async () =>
        (await devices.patch([id], id, [{ op: 'set', path: '/secrets', value: secrets }], { etag })) && {
          ...registrationOf(id, secret),
          ...previous,
        };
      return { write };
    },
    exhausted: () => Promise.reject(new ConveyorError('unavailable', { headers: { 'retry-after': '1' } })),
  });
}
