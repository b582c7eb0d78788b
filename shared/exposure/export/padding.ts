import { createCipheriv } from 'node:crypto';
import { type ExportableKey, firstClaim, isExportable } from './exportedClaim.ts';

const bytesPerKey = 20;

/**
 * Synthetic keys that hide how few real ones there are: random ids, all else drawn from real keys, so that none can be told
 * from a real one. The same seed and the same real keys give the same ones.
 * @param seed 32 bytes
 * @param real at least one
 */
export function syntheticKeys(
  count: number,
  seed: Uint8Array,
  real: readonly ExportableKey[],
): ExportableKey[] {
  const bytes = createCipheriv('aes-256-ctr', seed, Buffer.alloc(16)).update(
    Buffer.alloc(count * bytesPerKey),
  );
  const keys: ExportableKey[] = [];
  for (let at = 0; at < bytes.length; at += bytesPerKey) {
    const like = real[bytes.readUInt32LE(at + 16) % real.length];
    if (like) keys.push({ ...like, id: bytes.toString('hex', at, at + 16) });
  }
  return keys;
}

/**
 * The new keys of a window with the synthetic ones among them, in the order of their ids.
 * @param revised keys of the same window: where nothing is new, synthetic keys are like these were when they were new
 */
export function padded(
  { padding, seed }: { padding: number; seed: string },
  keys: readonly ExportableKey[],
  revised: readonly ExportableKey[],
): ExportableKey[] {
  const originals = revised.map(({ revised: _, ...original }) => original);
  const models = (keys.length > 0 ? keys : originals).filter((key) => isExportable(key, firstClaim(key)));
  if (models.length === 0) return [...keys];
  const synthetic = syntheticKeys(padding, Buffer.from(seed, 'base64'), models);
  return [...keys, ...synthetic].sort((a, b) => (a.id < b.id ? -1 : 1));
}
