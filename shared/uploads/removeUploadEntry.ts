import type { Owner } from '../identity/caller.ts';
import type { UploadServices } from './services.ts';
import { inCondition, uploadsOf } from './upload.ts';

/** Removes an upload from the record of its caller; its blob is not deleted. @returns whether the entry existed */
export async function removeUploadEntry(
  uploadId: string,
  owner: Owner,
  { uploads }: Pick<UploadServices, 'uploads'>,
): Promise<boolean> {
  const removed = await uploads.patch(
    uploadsOf(owner),
    owner.callerId,
    [
      { op: 'remove', path: `/uploads/${uploadId}` },
      { op: 'incr', path: '/count', value: -1 },
    ],
    { condition: `FROM c WHERE IS_DEFINED(${inCondition(uploadId)})` },
  );
  return removed !== undefined;
}
