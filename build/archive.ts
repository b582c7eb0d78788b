import { createWriteStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** An entry of a ZIP: bytes, or a file whose executable bit is kept. */
export type ArchiveEntry = { path: string } & ({ content: Uint8Array } | { file: string });

// The earliest time that a ZIP can hold. ZIP times are local, so this gives the same bytes on every machine.
const mtime = new Date(1980, 0, 1);
const regularFile = 0o100000;

/**
 * Writes a ZIP. The same entries give the same bytes, whatever their order and location.
 * @param compressed whether to compress entries; without compression the ZIP is larger and faster to write
 * @returns the number of bytes after unpacking
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
      // The other bits depend on the umask of the checkout or installation.
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
