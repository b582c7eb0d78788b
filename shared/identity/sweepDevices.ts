import { concurrently } from '../async/concurrently.ts';
import { releaseWhatItHolds } from './deleteDevice.ts';
import { type Device, dayOf } from './device.ts';
import type { IdentityServices } from './services.ts';

const millisecondsPerDay = 86_400_000;

/** Deletes devices that were not used for DEVICE_RETENTION_DAYS. @returns the number of deleted devices. */
export async function sweepDevices(
  services: Pick<IdentityServices, 'devices' | 'attestedKeys' | 'webhookSecrets' | 'clock' | 'config'>,
): Promise<number> {
  const { devices, clock, config } = services;
  const boundary = dayOf(new Date(clock.now().getTime() - config.deviceDays * millisecondsPerDay));
  const unused = devices.query<Device & { _etag: string }>({
    text: 'SELECT * FROM c WHERE c.lastUsed < @boundary',
    parameters: { boundary },
  });
  let count = 0;
  await concurrently(unused, { concurrency: 32, milliseconds: 300_000 }, async (device) => {
    // With the ETag, a device that is used at this moment is not deleted.
    if (!(await devices.delete([device.id], device.id, device._etag))) return;
    count++;
    await releaseWhatItHolds(device, services);
  });
  return count;
}
