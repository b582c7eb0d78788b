import { createCipheriv } from 'node:crypto';
import { intervalsPerDay } from '../interval.ts';
import { isTooOld } from '../keyAge.ts';
import { type ExportableKey, firstClaim, isExportable } from './exportedClaim.ts';

const bytesPerKey = 20;
const day = 86_400;

/** Pseudorandom bytes of synthetic keys: per key 16 bytes for its id and 4 bytes that select the real key to imitate. */
const stream = (count: number, seed: Uint8Array): Buffer =>
  createCipheriv('aes-256-ctr', seed, Buffer.alloc(16)).update(Buffer.alloc(count * bytesPerKey));

/**
 * Synthetic keys, which hide how few real keys there are. Their ids are random and their other values are copied from real
 * keys, so that they cannot be distinguished from real keys. The result depends only on the arguments.
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
    const model = real[bytes.readUInt32LE(at + 16) % real.length];
    if (model) keys.push({ ...model, id: bytes.toString('hex', at, at + 16) });
  }
  return keys;
}

/** The ids of the synthetic keys, which do not depend on the real keys. */
export function syntheticIds(count: number, seed: Uint8Array): string[] {
  const bytes = stream(count, seed);
  return Array.from({ length: count }, (_, index) =>
    bytes.toString('hex', index * bytesPerKey, index * bytesPerKey + 16),
  );
}

/**
 * The new and synthetic keys of a window, sorted by id.
 * @param models the keys that synthetic keys imitate
 */
export function padKeys(
  { padding, seed, start }: { padding: number; seed: string; start: number },
  keys: readonly ExportableKey[],
  models: readonly ExportableKey[],
): ExportableKey[] {
  const valid = models.filter((key) => isExportable(key, firstClaim(key), start));
  if (valid.length === 0) return [...keys];
  const synthetic = syntheticKeys(padding, Buffer.from(seed, 'base64'), valid);
  return [...keys, ...synthetic].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Shifts keys of earlier windows by full days to the window that starts at `start`. Otherwise synthetic keys made from them
 * could be older than a published key can be.
 */
export function shiftToWindow(keys: readonly ExportableKey[], start: number): ExportableKey[] {
  return keys.map(({ revised: _, ...key }) => {
    const days = Math.floor((start - key.window) / day);
    const shifted = key.rollingStart + days * intervalsPerDay;
    // The rest of a day can make the oldest keys too old.
    const more = isTooOld(shifted + key.rollingPeriod, start) ? intervalsPerDay : 0;
    return { ...key, window: start, rollingStart: shifted + more };
  });
}
