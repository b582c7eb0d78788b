import { concurrently } from '../concurrently.ts';
import type { Services } from '../services.ts';
import { clearAbandoned } from './clearAbandoned.ts';
import type { DeviceUploads } from './upload.ts';

/** Deletes the uploads that no job took in time. It may die anywhere and be run again. @returns how many. */
export async function sweepUploads(services: Services): Promise<number> {
  const some = services.uploads.query<DeviceUploads>({ text: 'SELECT * FROM c WHERE c.count > 0' });
  let count = 0;
  await concurrently(some, { atOnce: 16, milliseconds: 300_000 }, async (record) => {
    try {
      count += await clearAbandoned(record, services);
    } catch (error) {
      // One device must not keep the others from being swept; the next sweep tries it again.
      services.log.error('The uploads of a device could not be swept.', { error });
    }
  });
  return count;
}
