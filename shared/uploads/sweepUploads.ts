import { concurrently } from '../concurrently.ts';
import type { Services } from '../services.ts';
import { clearAbandoned } from './clearAbandoned.ts';
import type { DeviceUploads } from './upload.ts';

/** Deletes the uploads that no job took in time. It may die anywhere and be run again. @returns how many. */
export async function sweepUploads(services: Services): Promise<number> {
  const some = services.uploads.query<DeviceUploads>({ text: 'SELECT * FROM c WHERE c.count > 0' });
  let count = 0;
  await concurrently(some, { atOnce: 16, milliseconds: 300_000 }, async (record) => {
    count += await clearAbandoned(record, services);
  });
  return count;
}
