import type { IdentityServices } from './services.ts';

/** Deletes a device, which invalidates its token. Idempotent. */
export async function deleteDevice(
  deviceId: string,
  { devices }: Pick<IdentityServices, 'devices'>,
): Promise<void> {
  await devices.delete([deviceId], deviceId);
}
