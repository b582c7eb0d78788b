import { promisify } from 'node:util';
import type { Entry, ZipFile } from 'yauzl';
import { ConveyorError } from '../errors.ts';
import type { Look } from './partChecks.ts';

/** What a ZIP may unfold to. */
export interface ZipLimits {
  entries: number;
  /** Unfolded bytes for each byte of the file, counted where that is more than `ratioFrom` bytes. */
  ratio: number;
  ratioFrom: number;
  /** Unfolded bytes of all entries. */
  totalBytes: number;
}

/**
 * Looks through a ZIP before anything unpacks it: first what its directory claims, then, as a directory can lie, what
 * its entries really unfold to. No entry is kept but those asked for, and none is read beyond what it claims.
 * @param wanted whether an entry's content is asked for
 * @param keptBytes how much of each such content is kept, by default the first MiB
 * @param look what looks at an entry while it unfolds
 * @returns the asked-for entries by name
 * @throws ConveyorError `zip_limits`, `corrupt_file`, what `look` throws
 */
export async function zipContents(
  bytes: Uint8Array,
  limits: ZipLimits,
  wanted: (name: string) => boolean,
  keptBytes = 1024 ** 2,
  look: (name: string) => Look | undefined = () => undefined,
): Promise<Map<string, Buffer>> {
  const zip = await openZip(bytes);
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
      const content = await unfold(zip, entry, wanted(entry.fileName) ? keptBytes : 0, look(entry.fileName));
      if (content) found.set(entry.fileName, content);
    }
  } finally {
    zip.close();
  }
  return found;
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

/** Reads an entry to its end; yauzl ends it with an error where it unfolds to more or less than it claims. */
async function unfold(
  zip: ZipFile,
  entry: Entry,
  keptBytes: number,
  look: Look | undefined,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let kept = 0;
  try {
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    for await (const chunk of stream) {
      look?.(chunk as Buffer);
      if (kept >= keptBytes) continue;
      kept += chunk.length;
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    if (error instanceof ConveyorError) throw error;
    if (/too many bytes|size mismatch/i.test(String(error)))
      throw new ConveyorError('zip_limits', { cause: error });
    damaged(error);
  }
  return keptBytes > 0 ? Buffer.concat(chunks) : undefined;
}

function damaged(cause: unknown): never {
  throw new ConveyorError('corrupt_file', { cause });
}
