import { concurrently } from '../async/concurrently.ts';
import { clearAbandoned } from './clearAbandoned.ts';
import type { UploadServices } from './services.ts';
import type { CallerUploads } from './upload.ts';

/** Deletes the uploads that no job took in time. An interrupted run can be repeated. @returns the number deleted */
export async function sweepUploads(services: UploadServices): Promise<number> {
  const records = services.uploads.query<CallerUploads>({ text: 'SELECT * FROM c WHERE c.count > 0' });
  let count = 0;
  await concurrently(records, { concurrency: 16, milliseconds: 300_000 }, async (record) => {
    try {
      count += await clearAbandoned(record, services);
    } catch (error) {
      // A failure for one caller must not block the others; the next sweep retries it.
      services.log.error('The abandoned uploads of a caller could not be deleted.', { error });
    }
  });
  return count;
}
