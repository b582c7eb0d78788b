import type { Window } from '../window.ts';
import { type ExportableKey, firstClaim } from './exportedClaim.ts';
import { KeyEncoder, keyTags } from './keyEncoder.ts';
import type { FrozenSigningKey } from './manifest.ts';

/** The fields of an export file that precede its keys. */
export interface ExportHead extends Window {
  region: string;
  /** The newest first. */
  signedBy: readonly FrozenSigningKey[];
}

/** Pages of keys, sorted by id across pages. */
export type KeyPages = AsyncIterable<readonly ExportableKey[]>;

/** The first 16 bytes of `export.bin`. */
export const fileHeader = 'EK Export v1    ';

/** OID of ECDSA with SHA-256 (RFC 5758 §3.2). */
const signatureAlgorithm = '1.2.840.10045.4.3.2';

/** Large enough for efficient uploads to storage. */
const chunkBytes = 4 * 1024 * 1024;

/** The `SignatureInfo` message of a signing key. */
export const signatureInfoOf = ({ verificationKeyId, verificationKeyVersion }: FrozenSigningKey) => ({
  verificationKeyId,
  verificationKeyVersion,
  signatureAlgorithm,
});

/**
 * The bytes of `export.bin`, in chunks of up to 4 MiB: head, new keys, revised keys. They do not depend on how the keys are
 * split into pages.
 * @param onDropped called at the end with the number of keys that were omitted because phones would reject them
 */
export async function* exportBin(
  head: ExportHead,
  { keys, revised }: { keys: KeyPages; revised: KeyPages },
  onDropped: (count: number) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  // Loaded on first use to keep cold starts fast.
  const { TemporaryExposureKeyExport } = await import('../../../proto/exportWriter.js');
  const encoder = new KeyEncoder(chunkBytes, head.start);
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
  // The last chunk is empty if all keys after the previous chunk were dropped. Blob Storage rejects empty blocks.
  const last = encoder.take();
  if (last.byteLength > 0) yield last;
  onDropped(encoder.dropped);
}
