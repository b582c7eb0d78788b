import type { Window } from '../window.ts';
import { type ExportableKey, firstClaim } from './exportedClaim.ts';
import { KeyEncoder, keyTags } from './keyEncoder.ts';
import type { FrozenSigningKey } from './manifest.ts';

/** What stands in an export file before its keys. */
export interface ExportHead extends Window {
  region: string;
  /** The newest first. */
  signedBy: readonly FrozenSigningKey[];
}

/** Pages of keys, sorted by id through all of them. */
export type KeyPages = AsyncIterable<readonly ExportableKey[]>;

/** `export.bin` begins with this: 16 bytes. */
export const fileHeader = 'EK Export v1    ';

/** OID of ECDSA with SHA-256 (RFC 5758 §3.2). */
export const signatureAlgorithm = '1.2.840.10045.4.3.2';

/** Bytes that are handed on at once: large enough that a request to storage is worth it. */
const chunkBytes = 4 * 1024 * 1024;

/** How a file names a key that signs it. */
export const signatureInfoOf = ({ verificationKeyId, verificationKeyVersion }: FrozenSigningKey) => ({
  verificationKeyId,
  verificationKeyVersion,
  signatureAlgorithm,
});

/**
 * The bytes of `export.bin`, in chunks of up to 4 MiB: head, new keys, revised keys. The same keys give the same bytes,
 * in whatever pages they come.
 * @param onDropped is told at the end how many keys were left out because phones would not take them
 */
export async function* exportBin(
  head: ExportHead,
  { keys, revised }: { keys: KeyPages; revised: KeyPages },
  onDropped: (count: number) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  // Loaded when needed: a cold start reads no encoder.
  const { TemporaryExposureKeyExport } = await import('../../../proto/exportWriter.js');
  const encoder = new KeyEncoder(chunkBytes);
  encoder.write(Buffer.from(fileHeader, 'latin1'));
  encoder.write(
    TemporaryExposureKeyExport.encode({
      startTimestamp: head.start,
      endTimestamp: head.end,
      region: head.region,
      batchNum: 1,
      batchSize: 1,
      signatureInfos: head.signedBy.map(signatureInfoOf),
    }).finish(),
  );
  for await (const page of keys)
    for (const key of page) {
      if (encoder.isFull) yield encoder.take();
      encoder.key(keyTags.keys, key, firstClaim(key));
    }
  for await (const page of revised)
    for (const key of page) {
      if (encoder.isFull) yield encoder.take();
      encoder.key(keyTags.revised, key, key.revised ?? key);
    }
  // Storage takes no empty block: keys that would have begun a chunk may have been left out.
  const last = encoder.take();
  if (last.byteLength > 0) yield last;
  onDropped(encoder.dropped);
}
