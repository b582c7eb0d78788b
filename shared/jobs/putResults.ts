import type { OutputFile } from '../conversion/files.ts';
import { harmlessFileName } from '../http/fileName.ts';
import type { Services } from '../services.ts';
import { blobContainerOf } from '../tenancy/organisation.ts';
import { archive } from './archive.ts';
import { archiveBlob, resultBlob } from './files.ts';
import type { JobRecord } from './record.ts';

const zip = 'application/zip';
/** How many are written at once. */
const atOnce = 16;

/**
 * Puts the results of an attempt in Blob Storage, and where there are several a ZIP of them: it is then fetched like any
 * other, with ranges, an ETag and a URL of storage.
 * @param results each with a name of its own
 */
export async function putResults(
  job: JobRecord,
  results: readonly OutputFile[],
  signal: AbortSignal,
  { blobs }: Services,
): Promise<Pick<Required<JobRecord>, 'results'> & Pick<JobRecord, 'archive'>> {
  const container = blobContainerOf(job.organisationId);
  for (let first = 0; first < results.length; first += atOnce) {
    const written = await Promise.allSettled(
      results
        .slice(first, first + atOnce)
        .map(({ bytes, contentType }, index) =>
          blobs.put(container, resultBlob(job.id, job.attempt, first + index), bytes, contentType, signal),
        ),
    );
    // Only when none is on its way any more can an attempt that failed be cleared away.
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

/** Named after the document, where there is one. */
function archiveName({ inputs }: JobRecord): string {
  const [only] = inputs;
  const stem = only && inputs.length === 1 ? only.name.replace(/\.[^.]*$/, '') : 'results';
  return harmlessFileName(`${stem}.zip`);
}
