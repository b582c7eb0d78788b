import type { Services } from '../services.ts';

/** Forgets a device: its token is worth nothing from then on. Forgetting twice is well. */
export async function forget(deviceId: string, { devices }: Services): Promise<void> {
  await devices.delete([deviceId], deviceId);
}
