import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Chunks } from '../../azure/files.ts';
import { directory, entryOf, localHeader, type StoredEntry } from './storedZip.ts';

/**
 * The ZIP that phones fetch: `export.bin` and its signatures, `export.sig`. Both are stored, for random bytes do not
 * shrink. It streams: the first entry's header, which tells its length and checksum, comes last, to be put first.
 * @param bin the bytes of `export.bin`
 * @param sign makes `export.sig` of the SHA-256 digest of them
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
