import { concurrently } from '../async/concurrently.ts';
import { releaseDevices } from './countDevices.ts';
import { releaseWhatItHolds } from './deleteDevice.ts';
import { type Device, dayOf } from './device.ts';
import type { IdentityServices } from './services.ts';

const millisecondsPerDay = 86_400_000;

/** Deletes devices that were not used for DEVICE_RETENTION_DAYS. @returns the number of deleted devices. */
export async function sweepDevices(services: IdentityServices): Promise<number> {
  const { devices, clock, config } = services;
  const boundary = dayOf(new Date(clock.now().getTime() - config.deviceDays * millisecondsPerDay));
  const unused = devices.query<Device & { _etag: string }>({
    text: 'SELECT * FROM c WHERE c.lastUsed < @boundary',
    parameters: { boundary },
  });
  const deleted = new Map<string, number>();
  await concurrently(unused, { concurrency: 32, milliseconds: 300_000 }, async (device) => {
    // With the ETag, a device that is used at this moment is not deleted.
    if (!(await devices.delete([device.id], device.id, device._etag))) return;
    deleted.set(device.organisationId, (deleted.get(device.organisationId) ?? 0) + 1);
    await releaseWhatItHolds(device, services);
  });
  for (const [organisationId, count] of deleted) await releaseDevices(organisationId, count, services);
  return [...deleted.values()].reduce((sum, count) => sum + count, 0);
}
