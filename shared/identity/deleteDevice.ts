import type { Services } from '../services.ts';

/** Deletes a device, which invalidates its token. Idempotent. */
export async function deleteDevice(deviceId: string, { devices }: Services): Promise<void> {
  await devices.delete([deviceId], deviceId);
}
