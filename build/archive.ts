import { createWriteStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** What becomes an entry of a ZIP: bytes, or a file whose right to be executed is kept. */
export type ArchiveEntry = { path: string } & ({ content: Uint8Array } | { file: string });

// The first moment a ZIP can tell; it holds local time, so this one is the same on every machine.
const mtime = new Date(1980, 0, 1);
const regularFile = 0o100000;

/**
 * Writes a ZIP. The same entries give the same bytes, in whatever order they come and wherever they lay.
 * @param compressed whether entries that are not compressed yet are; without it the ZIP is larger and made sooner
 * @returns the bytes it unpacks to
 */
export async function archive(
  file: string,
  entries: readonly ArchiveEntry[],
  compressed = true,
): Promise<number> {
  const zip = new ZipFile();
  let unpacked = 0;
  for (const entry of [...entries].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const compress = compressed && !/\.(br|gz|png|zip)$/.test(entry.path);
    const options = { mtime, forceDosTimestamp: true, compress };
    if ('content' in entry) {
      zip.addBuffer(Buffer.from(entry.content), entry.path, { ...options, mode: regularFile | 0o644 });
      unpacked += entry.content.byteLength;
    } else {
      const { mode, size } = statSync(entry.file);
      // Only this bit says something of the file; the others say how it was checked out or installed.
      const permissions = mode & 0o100 ? 0o755 : 0o644;
      zip.addFile(entry.file, entry.path, { ...options, mode: regularFile | permissions });
      unpacked += size;
    }
  }
  const written = pipeline(zip.outputStream, createWriteStream(file));
  zip.on('error', (error) => zip.outputStream.emit('error', error));
  zip.end();
  await written;
  return unpacked;
}
