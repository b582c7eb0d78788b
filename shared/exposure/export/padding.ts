import { createCipheriv } from 'node:crypto';
import { intervalsADay } from '../interval.ts';
import { type ExportableKey, firstClaim, isExportable } from './exportedClaim.ts';

const bytesPerKey = 20;
const day = 86_400;

/** What synthetic keys are made from: 16 bytes of each are its id, 4 say which real key it is like. */
const stream = (count: number, seed: Uint8Array): Buffer =>
  createCipheriv('aes-256-ctr', seed, Buffer.alloc(16)).update(Buffer.alloc(count * bytesPerKey));

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
  const bytes = stream(count, seed);
  const keys: ExportableKey[] = [];
  for (let at = 0; at < bytes.length; at += bytesPerKey) {
    const like = real[bytes.readUInt32LE(at + 16) % real.length];
    if (like) keys.push({ ...like, id: bytes.toString('hex', at, at + 16) });
  }
  return keys;
}

/** The ids that those keys will have, whatever they are like. */
export function syntheticIds(count: number, seed: Uint8Array): string[] {
  const bytes = stream(count, seed);
  return Array.from({ length: count }, (_, index) =>
    bytes.toString('hex', index * bytesPerKey, index * bytesPerKey + 16),
  );
}

/**
 * The new keys of a window with the synthetic ones among them, in the order of their ids.
 * @param models what synthetic keys are like
 */
export function padded(
  { padding, seed }: { padding: number; seed: string },
  keys: readonly ExportableKey[],
  models: readonly ExportableKey[],
): ExportableKey[] {
  const good = models.filter((key) => isExportable(key, firstClaim(key)));
  if (good.length === 0) return [...keys];
  const synthetic = syntheticKeys(padding, Buffer.from(seed, 'base64'), good);
  return [...keys, ...synthetic].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Keys that were new in other windows, as they would be in the one that begins at `start`, by whole days: what is published
 * is not older than two weeks.
 */
export function asIfNew(keys: readonly ExportableKey[], start: number): ExportableKey[] {
  return keys.map(({ revised: _, ...key }) => {
    const days = Math.floor((start - key.window) / day);
    return { ...key, window: start, rollingStart: key.rollingStart + days * intervalsADay };
  });
}
