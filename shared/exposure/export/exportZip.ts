import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Chunks } from '../../azure/files.ts';
import { directory, entryOf, localHeader, type StoredEntry } from './storedZip.ts';

/**
 * The ZIP that phones fetch: `export.bin` and its signatures, `export.sig`. Both entries are stored, because random bytes do
 * not compress. The ZIP is streamed: the header of the first entry has the length and checksum of its bytes, so it is
 * produced after them (`head`) and placed before them.
 * @param bin the bytes of `export.bin`
 * @param sign makes `export.sig` from the SHA-256 digest of these bytes
 */
export function exportZip(
  bin: AsyncIterable<Uint8Array>,
  sign: (digest: Uint8Array) => Promise<Uint8Array>,
): Chunks {
  const first: StoredEntry = { name: 'export.bin', crc: 0, size: 0 };
  async function* chunks(): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    for await (const chunk of bin) {
      hash.update(chunk);
      first.crc = crc32(chunk, first.crc);
      first.size += chunk.byteLength;
      yield chunk;
    }
    const signatures = await sign(hash.digest());
    const second = entryOf('export.sig', signatures);
    yield Buffer.concat([localHeader(second), signatures, directory([first, second])]);
  }
  return { chunks: chunks(), head: () => localHeader(first) };
}
