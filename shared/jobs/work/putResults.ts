import type { OutputFile } from '../../conversion/files.ts';
import { sanitiseFileName } from '../../http/sanitiseFileName.ts';
import { blobContainerOf } from '../../tenancy/organisation.ts';
import { archiveBlob, resultBlob } from '../files.ts';
import type { JobRecord } from '../record.ts';
import type { JobServices } from '../services.ts';
import { archive } from './archive.ts';

const zip = 'application/zip';
/** Concurrent writes. */
const concurrency = 16;

/**
 * Writes the results of an attempt to Blob Storage, and a ZIP if there are several, so that the ZIP too supports ranges,
 * an ETag and a storage URL.
 * @param results files with unique names
 */
export async function putResults(
  job: JobRecord,
  results: readonly OutputFile[],
  signal: AbortSignal,
  { blobs }: Pick<JobServices, 'blobs'>,
): Promise<Pick<Required<JobRecord>, 'results'> & Pick<JobRecord, 'archive'>> {
  const container = blobContainerOf(job.organisationId);
  for (let first = 0; first < results.length; first += concurrency) {
    const written = await Promise.allSettled(
      results
        .slice(first, first + concurrency)
        .map(({ bytes, contentType }, index) =>
          blobs.put(container, resultBlob(job.id, job.attempt, first + index), bytes, contentType, signal),
        ),
    );
    // A failed attempt can be deleted only after all its pending writes have ended.
    for (const each of written) if (each.status === 'rejected') throw each.reason;
  }
  const files = results.map(({ name, contentType, bytes }) => ({
    name,
    contentType,
    size: bytes.byteLength,
  }));
  if (results.length < 2) return { results: files };
  const { size, open } = await archive(results, new Date(job.createdAt));
  await blobs.putStream(
    container,
    archiveBlob(job.id, job.attempt),
    { open, size, contentType: zip },
    signal,
  );
  return { results: files, archive: { name: archiveName(job), contentType: zip, size } };
}

/** Named after the input if there is exactly one. */
function archiveName({ inputs }: JobRecord): string {
  const [input] = inputs;
  const stem = input && inputs.length === 1 ? input.name.replace(/\.[^.]*$/, '') : 'results';
  return sanitiseFileName(`${stem}.zip`);
}
