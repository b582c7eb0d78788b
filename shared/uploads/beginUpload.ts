import { ConveyorError } from '../errors.ts';
import type { CallerOf } from '../identity/authenticate.ts';
import { newJobId } from '../jobs/jobId.ts';
import type { Services } from '../services.ts';
import { blobContainerOf } from '../tenancy/organisation.ts';
import { clearAbandoned } from './clearAbandoned.ts';
import { abandonedAt, type DeviceUploads, type Upload, uploadBlob, writableMinutes } from './upload.ts';

/** An upload with the URL that writes it, which is told once. */
export interface BegunUpload extends Upload {
  id: string;
  url: string;
}

/** How often it is tried to find room beside others of the same device. */
const rounds = 5;

/**
 * Begins a direct upload.
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
  await note(id, upload, caller, services);
  const url = await services.blobs.writeUrl(blobContainerOf(caller.organisationId), uploadBlob(id), {
    // Clocks differ: a URL that begins now may not be valid yet where it is used.
    starts: new Date(now.getTime() - 5 * 60_000),
    expires,
  });
  return { ...upload, id, url };
}

async function note(
  id: string,
  upload: Upload,
  { deviceId, organisationId }: CallerOf<'device'>,
  services: Services,
): Promise<void> {
  const { uploads, config, clock } = services;
  for (let round = 0; round < rounds; round++) {
    const noted = await uploads.patch(
      [deviceId],
      deviceId,
      [
        { op: 'set', path: `/uploads/${id}`, value: upload },
        { op: 'incr', path: '/count', value: 1 },
      ],
      { condition: `FROM c WHERE c.count < ${config.maximumUploads}` },
    );
    if (noted) return;
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
  const room = Math.min(...Object.values(uploads).map(abandonedAt));
  const seconds = Math.max(1, Math.ceil((room - now.getTime()) / 1000));
  return new ConveyorError('too_many_uploads', {
    headers: { 'retry-after': String(seconds) },
    members: { outstanding: count },
  });
}
