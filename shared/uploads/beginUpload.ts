import type { Stored } from '../azure/cosmos.ts';
import { optimisticUpdate } from '../azure/optimisticUpdate.ts';
import { ConveyorError } from '../errors.ts';
import type { Owner } from '../identity/caller.ts';
import { newJobId } from '../jobs/jobId.ts';
import { blobContainerOf } from '../tenancy/organisation.ts';
import { clearAbandoned } from './clearAbandoned.ts';
import type { UploadServices } from './services.ts';
import {
  abandonedAt,
  type CallerUploads,
  type Upload,
  uploadBlob,
  uploadsOf,
  writableMinutes,
} from './upload.ts';

/** A new upload with its write URL, which is returned only once. */
export interface BegunUpload extends Upload {
  id: string;
  url: string;
}

/**
 * Creates a direct upload.
 * @throws ConveyorError `too_many_uploads`
 */
export async function beginUpload(
  { name, contentType }: { name: string; contentType?: string | undefined },
  caller: Owner,
  services: UploadServices,
): Promise<BegunUpload> {
  const now = services.clock.now();
  const expires = new Date(now.getTime() + writableMinutes * 60_000);
  const id = newJobId(services);
  const upload: Upload = {
    name,
    ...(contentType !== undefined && { contentType }),
    createdAt: now.toISOString(),
    expiresAt: expires.toISOString(),
  };
  await addEntry(id, upload, caller, services);
  const url = await services.blobs.writeUrl(blobContainerOf(caller.organisationId), uploadBlob(id), {
    // Clock skew: a URL that starts now may not be valid yet on the storage server.
    starts: new Date(now.getTime() - 5 * 60_000),
    expires,
  });
  return { ...upload, id, url };
}

async function addEntry(id: string, upload: Upload, owner: Owner, services: UploadServices): Promise<void> {
  const { uploads, config, clock } = services;
  const { callerId, organisationId } = owner;
  const create = () => uploads.create({ id: callerId, organisationId, count: 1, uploads: { [id]: upload } });
  const add = () =>
    uploads.patch(
      uploadsOf(owner),
      callerId,
      [
        { op: 'set', path: `/uploads/${id}`, value: upload },
        { op: 'incr', path: '/count', value: 1 },
      ],
      { condition: `FROM c WHERE c.count < ${config.maximumUploads}` },
    );
  await optimisticUpdate<Stored<CallerUploads> | 'unread' | undefined, Stored<CallerUploads>>({
    tries: 5,
    // The patch usually succeeds and needs no read.
    held: { found: 'unread' },
    read: () => uploads.read(uploadsOf(owner), callerId),
    decide: async (found) => {
      if (found === 'unread') return { write: add };
      // Another request of the caller may create the record first.
      if (!found) return { write: async () => (await create()) ?? (await add()) };
      const isFull = found.record.count >= config.maximumUploads;
      if (isFull && (await clearAbandoned(found.record, services)) === 0)
        throw tooMany(found.record, clock.now());
      return { write: add };
    },
    exhausted: () => Promise.reject(new ConveyorError('unavailable', { headers: { 'retry-after': '1' } })),
  });
}

function tooMany({ count, uploads }: CallerUploads, now: Date): ConveyorError {
  const earliest = Math.min(...Object.values(uploads).map(abandonedAt));
  const seconds = Math.max(1, Math.ceil((earliest - now.getTime()) / 1000));
  return new ConveyorError('too_many_uploads', {
    headers: { 'retry-after': String(seconds) },
    members: { outstanding: count },
  });
}
