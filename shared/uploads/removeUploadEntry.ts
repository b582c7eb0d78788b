import type { UploadServices } from './services.ts';
import { inCondition } from './upload.ts';

/** Removes an upload from the record of its device; its blob is not deleted. @returns whether the entry existed */
export async function removeUploadEntry(
  uploadId: string,
  deviceId: string,
  { uploads }: Pick<UploadServices, 'uploads'>,
): Promise<boolean> {
  const removed = await uploads.patch(
    [deviceId],
    deviceId,
    [
      { op: 'remove', path: `/uploads/${uploadId}` },
      { op: 'incr', path: '/count', value: -1 },
    ],
    { condition: `FROM c WHERE IS_DEFINED(${inCondition(uploadId)})` },
  );
  return removed !== undefined;
}
