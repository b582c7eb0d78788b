import { concurrently } from '../concurrently.ts';
import type { Services } from '../services.ts';
import { type Device, dayOf } from './device.ts';

const millisecondsADay = 86_400_000;

/** Forgets the devices that have not called for so many days. @returns how many. */
export async function sweepDevices({ devices, clock, config }: Services): Promise<number> {
  const boundary = dayOf(new Date(clock.now().getTime() - config.deviceDays * millisecondsADay));
  const unused = devices.query<Device & { _etag: string }>({
    text: 'SELECT * FROM c WHERE c.lastUsed < @boundary',
    parameters: { boundary },
  });
  let count = 0;
  await concurrently(unused, { atOnce: 32, milliseconds: 300_000 }, async (device) => {
    // The ETag spares a device that calls in this very moment.
    if (await devices.delete([device.id], device.id, device._etag)) count++;
  });
  return count;
}
