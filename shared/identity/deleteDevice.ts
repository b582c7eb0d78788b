import { releaseAttestedKey } from './attestation/attestedKeys.ts';
import type { IdentityServices } from './services.ts';

/** Deletes a device, which invalidates its token. Idempotent. */
export async function deleteDevice(
  deviceId: string,
  services: Pick<IdentityServices, 'devices' | 'attestedKeys'>,
): Promise<void> {
  const { devices } = services;
  const stored = await devices.read([deviceId], deviceId);
  await releaseAttestedKey(stored?.record.attestation?.key, services);
  await devices.delete([deviceId], deviceId);
}
