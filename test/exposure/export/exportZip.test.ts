import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { exportBin } from '../../../shared/exposure/export/exportBin.ts';
import type { ExportableKey } from '../../../shared/exposure/export/exportedClaim.ts';
import { exportZip } from '../../../shared/exposure/export/exportZip.ts';
import { readExport } from './readExport.ts';

const signature = new Uint8Array(70);
const sign = async () => signature;

async function zipOf(bin: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const { chunks, head } = exportZip(bin, sign);
  const parts = await Array.fromAsync(chunks);
  return Buffer.concat([head(), ...parts]);
}

/** Keys of publishes of two weeks, sorted, the same in each run. */
function keysOfPublishes(count: number): ExportableKey[] {
  const hash = (index: number) => createHash('sha256').update(String(index)).digest();
  return Array.from({ length: count }, (_, index): ExportableKey => {
    const bytes = hash(index);
    const day = 1 + (index % 14);
    return {
      id: bytes.toString('hex', 0, 16),
      rollingStart: 2_900_160 - day * 144,
      rollingPeriod: 144,
      window: 0,
      reportType: bytes[16] === 0 ? 'likely' : 'confirmed',
      transmissionRisk: 2,
      daysSinceOnset: ((hash(index - (index % 14))[17] ?? 0) % 8) - day,
    };
  }).sort((one, other) => (one.id < other.id ? -1 : 1));
}

const head = { region: '440', start: 2_900_160 * 600, end: 2_900_184 * 600, signedBy: [] };
async function* inPages<T>(all: readonly T[]) {
  yield all;
}
const binOf = (keys: ExportableKey[]) => exportBin(head, { keys: inPages(keys), revised: inPages([]) });

describe('the ZIP of an export', () => {
  test('has 16 bytes for each random key, and at most 2.5 for everything else', async () => {
    const keys = keysOfPublishes(20_000);
    const zip = await zipOf(binOf(keys));
    expect(zip.length).toBeLessThan(20_000 * 18.5);
    const { bin, keys: read } = await readExport(zip);
    expect(read).toHaveLength(20_000);
    expect(bin.equals(Buffer.concat(await Array.fromAsync(binOf(keys))))).toBe(true);
  });

  test('is produced while export.bin is read, so that memory does not depend on its size', async () => {
    const chunk = createHash('shake256', { outputLength: 1 << 17 })
      .update('random')
      .digest();
    let produced = 0;
    async function* source() {
      for (; produced < 40; produced++) yield chunk;
    }
    let consumed = 0;
    let ahead = 0;
    for await (const { byteLength } of exportZip(source(), sign).chunks) {
      ahead = Math.max(ahead, produced * chunk.length - consumed);
      consumed += byteLength;
    }
    expect(produced).toBe(40);
    expect(ahead).toBeLessThanOrEqual(8 * chunk.length);
  });

  test('fails with the error of export.bin', async () => {
    async function* broken() {
      yield Buffer.alloc(100);
      throw new Error('The query failed.');
    }
    await expect(zipOf(broken())).rejects.toThrow('The query failed.');
  });

  test('stops reading export.bin if its reader stops', async () => {
    const { promise: end, resolve: closed } = Promise.withResolvers<void>();
    async function* endless() {
      try {
        for (;;)
          yield createHash('shake256', { outputLength: 1 << 17 })
            .update('random')
            .digest();
      } finally {
        closed();
      }
    }
    for await (const _ of exportZip(endless(), sign).chunks) break;
    await end;
  });
});
