import type { Services } from '../services.ts';
import { inCondition } from './upload.ts';

/**
 * Takes an upload out of its device's record; its blob is left alone.
 * @param which whether one that a job has taken is spared
 * @returns whether it was there.
 */
export async function forgetUpload(
  uploadId: string,
  deviceId: string,
  which: 'any' | 'untaken',
  { uploads }: Services,
): Promise<boolean> {
  const upload = inCondition(uploadId);
  const untaken = which === 'untaken' ? ` AND NOT IS_DEFINED(${upload}.jobId)` : '';
  const forgotten = await uploads.patch(
    [deviceId],
    deviceId,
    [
      { op: 'remove', path: `/uploads/${uploadId}` },
      { op: 'incr', path: '/count', value: -1 },
    ],
    { condition: `FROM c WHERE IS_DEFINED(${upload})${untaken}` },
  );
  return forgotten !== undefined;
}
