import type { Services } from '../services.ts';
import { inCondition } from './upload.ts';

/** Takes an upload out of its device's record; its blob is left alone. @returns whether it was there. */
export async function forgetUpload(
  uploadId: string,
  deviceId: string,
  { uploads }: Services,
): Promise<boolean> {
  const forgotten = await uploads.patch(
    [deviceId],
    deviceId,
    [
      { op: 'remove', path: `/uploads/${uploadId}` },
      { op: 'incr', path: '/count', value: -1 },
    ],
    { condition: `FROM c WHERE IS_DEFINED(${inCondition(uploadId)})` },
  );
  return forgotten !== undefined;
}
