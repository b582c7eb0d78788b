import { ConveyorError } from '../errors.ts';
import type { CallerOf } from '../identity/authenticate.ts';
import { newJobId } from '../jobs/jobId.ts';
import type { Services } from '../services.ts';
import { blobContainerOf } from '../tenancy/organisation.ts';
import { clearAbandoned } from './clearAbandoned.ts';
import { abandonedAt, type DeviceUploads, type Upload, uploadBlob, writableMinutes } from './upload.ts';

/** A new upload with its write URL, which is returned only once. */
export interface BegunUpload extends Upload {
  id: string;
  url: string;
}

/** Maximum attempts when requests of the same device change the record concurrently. */
const maximumTries = 5;

/**
 * Creates a direct upload.
 * @throws ConveyorError `too_many_uploads`
 */
export async function beginUpload(
  { name, contentType }: { name: string; contentType?: string | undefined },
  caller: CallerOf<'device'>,
  services: Services,
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

async function addEntry(
  id: string,
  upload: Upload,
  { deviceId, organisationId }: CallerOf<'device'>,
  services: Services,
): Promise<void> {
  const { uploads, config, clock } = services;
  for (let tries = 0; tries < maximumTries; tries++) {
    const added = await uploads.patch(
      [deviceId],
      deviceId,
      [
        { op: 'set', path: `/uploads/${id}`, value: upload },
        { op: 'incr', path: '/count', value: 1 },
      ],
      { condition: `FROM c WHERE c.count < ${config.maximumUploads}` },
    );
    if (added) return;
    const stored = await uploads.read([deviceId], deviceId);
    if (!stored) {
      if (await uploads.create({ id: deviceId, organisationId, count: 1, uploads: { [id]: upload } })) return;
      continue;
    }
    if (stored.record.count < config.maximumUploads) continue;
    if ((await clearAbandoned(stored.record, services)) === 0) throw tooMany(stored.record, clock.now());
  }
  throw new ConveyorError('unavailable', { headers: { 'retry-after': '1' } });
}

function tooMany({ count, uploads }: DeviceUploads, now: Date): ConveyorError {
  const earliest = Math.min(...Object.values(uploads).map(abandonedAt));
  const seconds = Math.max(1, Math.ceil((earliest - now.getTime()) / 1000));
  return new ConveyorError('too_many_uploads', {
    headers: { 'retry-after': String(seconds) },
    members: { outstanding: count },
  });
}
