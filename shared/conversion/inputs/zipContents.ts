import { promisify } from 'node:util';
import { crc32, inflateRawSync } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { ConveyorError } from '../../errors.ts';
import type { ZipLimits } from '../limits.ts';
import type { ChunkCheck } from './partChecks.ts';

/** No limits, for files that have passed the input checks. */
export const unlimitedZip: ZipLimits = {
  entries: Number.POSITIVE_INFINITY,
  ratio: Number.POSITIVE_INFINITY,
  ratioFrom: Number.POSITIVE_INFINITY,
  totalBytes: Number.POSITIVE_INFINITY,
};

/** Decompressed bytes up to which an entry is decompressed synchronously, in a few milliseconds at most. */
const smallBytes = 1024 ** 2;
/** APPNOTE 4.4.5. */
const deflated = 8;

interface Archive {
  zip: ZipFile;
  bytes: Uint8Array;
}

/**
 * Checks a ZIP before it is unpacked: first the sizes in its directory, and then, because these can be wrong, the decompressed
 * entries. Keeps only selected entries, and reads none beyond its declared size.
 * @param isSelected selects the entries to return
 * @param keptBytes limit of each returned entry in bytes, by default 1 MiB; the rest is cut off
 * @param chunkCheck returns a function that checks the chunks of an entry
 * @returns the selected entries by name
 * @throws ConveyorError `zip_limits`, `corrupt_file`, and errors of `chunkCheck`
 */
export async function zipContents(
  bytes: Uint8Array,
  limits: ZipLimits,
  isSelected: (name: string) => boolean,
  keptBytes = 1024 ** 2,
  chunkCheck: (name: string) => ChunkCheck | undefined = () => undefined,
): Promise<Map<string, Buffer>> {
  const zip = await openZip(bytes);
  const archive = { zip, bytes };
  const found = new Map<string, Buffer>();
  try {
    if (zip.entryCount > limits.entries) throw new ConveyorError('zip_limits');
    const entries = await readDirectory(zip);
    const claimed = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
    const mostBytes = Math.min(
      limits.totalBytes,
      Math.max(limits.ratioFrom, bytes.byteLength * limits.ratio),
    );
    if (claimed > mostBytes) throw new ConveyorError('zip_limits');
    for (const entry of entries) {
      const content = await decompress(
        archive,
        entry,
        isSelected(entry.fileName) ? keptBytes : 0,
        chunkCheck(entry.fileName),
      );
      if (content) found.set(entry.fileName, content);
    }
  } finally {
    zip.close();
  }
  return found;
}

/** All entries of a ZIP that has passed the input checks, by name. @throws ConveyorError */
export function allParts(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  return zipContents(bytes, unlimitedZip, () => true, Number.POSITIVE_INFINITY);
}

/**
 * The names of all entries of a ZIP that has passed the input checks, and selected entries. Other entries are not decompressed.
 * @param keptBytes limit of each returned entry in bytes; the rest is cut off
 * @throws ConveyorError `corrupt_file`
 */
export async function selectedParts(
  bytes: Uint8Array,
  isSelected: (name: string) => boolean,
  keptBytes: number,
): Promise<{ names: string[]; parts: Map<string, Buffer> }> {
  const zip = await openZip(bytes);
  const parts = new Map<string, Buffer>();
  try {
    const entries = await readDirectory(zip);
    for (const entry of entries) {
      if (!isSelected(entry.fileName)) continue;
      const content = await decompress({ zip, bytes }, entry, keptBytes, undefined);
      if (content) parts.set(entry.fileName, content);
    }
    return { names: entries.map(({ fileName }) => fileName), parts };
  } finally {
    zip.close();
  }
}

async function openZip(bytes: Uint8Array): Promise<ZipFile> {
  const { fromBuffer } = await import('yauzl');
  const open = promisify<Buffer, object, ZipFile>(fromBuffer as never);
  return open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true }).catch(
    damaged,
  );
}

function readDirectory(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  return new Promise<Entry[]>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  }).catch(damaged);
}

/** Decompresses an entry. Refuses one whose size or checksum differs from its directory entry. */
async function decompress(
  archive: Archive,
  entry: Entry,
  keptBytes: number,
  chunkCheck: ChunkCheck | undefined,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let kept = 0;
  let checksum = 0;
  try {
    for await (const chunk of contentOf(archive, entry)) {
      chunkCheck?.(chunk);
      checksum = crc32(chunk, checksum);
      if (kept >= keptBytes) continue;
      kept += chunk.length;
      chunks.push(chunk);
    }
    if (checksum !== entry.crc32)
      throw new Error('The checksum of the entry differs from its directory entry.');
  } catch (error) {
    if (error instanceof ConveyorError) throw error;
    if (/too many bytes|size mismatch|larger than/i.test(String(error)))
      throw new ConveyorError('zip_limits', { cause: error });
    damaged(error);
  }
  return keptBytes > 0 ? Buffer.concat(chunks) : undefined;
}

/** Most entries are small, and decompress much faster synchronously than as a stream. */
async function* contentOf({ zip, bytes }: Archive, entry: Entry): AsyncIterable<Buffer> {
  const { compressionMethod, compressedSize, uncompressedSize } = entry;
  const isSmall = Math.max(compressedSize, uncompressedSize) <= smallBytes;
  if (!isSmall || compressionMethod !== deflated || entry.isEncrypted()) {
    yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
    return;
  }
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const compressed = bytes.subarray(fileDataStart, fileDataStart + compressedSize);
  const content = inflateRawSync(compressed, {
    maxOutputLength: Math.max(1, uncompressedSize),
    // One buffer with room for all: smaller ones would be copied together.
    chunkSize: Math.max(64, uncompressedSize + 1),
  });
  if (content.length !== uncompressedSize)
    throw new Error('The entry is shorter than its directory entry declares.');
  yield content;
}

function damaged(cause: unknown): never {
  throw new ConveyorError('corrupt_file', { cause });
}
