import { createHash, generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { protoFiles } from '../../../build/proto.ts';
import { root } from '../../../build/root.ts';
import { TemporaryExposureKeyExport } from '../../../proto/exportWriter.js';
import { exportBin, fileHeader, type KeyPages } from '../../../shared/exposure/export/exportBin.ts';
import {
  type ExportableKey,
  isExportable,
  reportTypeNumbers,
} from '../../../shared/exposure/export/exportedClaim.ts';
import type { FrozenSigningKey } from '../../../shared/exposure/export/manifest.ts';
import { shiftToWindow, syntheticKeys } from '../../../shared/exposure/export/padding.ts';
import { pemSigner } from '../../../shared/exposure/export/sign.ts';
import { split } from '../../../shared/exposure/export/split.ts';
import { reportTypes } from '../../../shared/exposure/reportTypes.ts';
import { readBin } from './readExport.ts';

const keys = fc.array(
  fc.record(
    {
      id: fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex')),
      rollingStart: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
      rollingPeriod: fc.oneof(fc.integer({ min: 1, max: 144 }), fc.constant(144)),
      window: fc.constant(0),
      reportType: fc.constantFrom(...reportTypes),
      transmissionRisk: fc.integer({ min: 0, max: 8 }),
      daysSinceOnset: fc.integer({ min: -14, max: 14 }),
    },
    { requiredKeys: ['id', 'rollingStart', 'rollingPeriod', 'window', 'reportType', 'transmissionRisk'] },
  ),
  { maxLength: 40 },
) as fc.Arbitrary<ExportableKey[]>;

async function* pages(
  all: readonly ExportableKey[],
  size: number,
): KeyPages & AsyncGenerator<ExportableKey[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

const signedBy: FrozenSigningKey[] = [
  { verificationKeyId: '440', verificationKeyVersion: 'v1', source: 'secret', name: 'a', version: 'b' },
];
// In 1970, so that no key is too old.
const head = { region: '440', start: 86_400, end: 100_800, signedBy };
const binOf = async (fresh: ExportableKey[], revised: ExportableKey[], size = 7) =>
  Buffer.concat(
    await Array.fromAsync(exportBin(head, { keys: pages(fresh, size), revised: pages(revised, size) })),
  );

/** A key as input of the generated encoder, which writes the fields that are set. */
const message = (key: ExportableKey) => ({
  keyData: Buffer.from(key.id, 'hex'),
  ...(key.transmissionRisk !== 0 && { transmissionRiskLevel: key.transmissionRisk }),
  rollingStartIntervalNumber: key.rollingStart,
  ...(key.rollingPeriod !== 144 && { rollingPeriod: key.rollingPeriod }),
  reportType: reportTypeNumbers[key.reportType],
  ...(key.daysSinceOnset !== undefined && { daysSinceOnsetOfSymptoms: key.daysSinceOnset }),
});

describe('export.bin', () => {
  test('equals the output of the generated encoder byte by byte', async () => {
    await fc.assert(
      fc.asyncProperty(keys, keys, async (fresh, revised) => {
        const expected = TemporaryExposureKeyExport.encode({
          startTimestamp: head.start,
          endTimestamp: head.end,
          region: '440',
          batchNum: 1,
          batchSize: 1,
          signatureInfos: [
            {
              verificationKeyId: '440',
              verificationKeyVersion: 'v1',
              signatureAlgorithm: '1.2.840.10045.4.3.2',
            },
          ],
          keys: fresh.map(message),
          revisedKeys: revised.map(message),
        }).finish();
        expect(await binOf(fresh, revised)).toEqual(Buffer.concat([Buffer.from(fileHeader), expected]));
      }),
    );
  });

  test('does not depend on the pages of keys, also with several chunks', async () => {
    const many = Array.from({ length: 150_000 }, (_, index) => ({
      id: randomBytes(16).toString('hex'),
      rollingStart: 2_900_000 + index,
      rollingPeriod: 144,
      window: 0,
      reportType: 'confirmed' as const,
      transmissionRisk: index % 9,
      daysSinceOnset: (index % 29) - 14,
    }));
    const one = await binOf(many, [], 150_000);
    expect(one.length).toBeGreaterThan(4 * 1024 * 1024);
    const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(await binOf(many, [], 999))).toBe(hash(one));
    const read = readBin(one).keys;
    expect(read).toHaveLength(many.length);
    for (const index of [0, 77_777, 149_999])
      expect(read[index]).toMatchObject({ id: many[index]?.id, rollingStart: 2_900_000 + index });
  });
});

test('omits keys that phones would reject', async () => {
  const good: ExportableKey = {
    id: 'ab'.repeat(16),
    rollingStart: 2_900_160 - 2160 - 144,
    rollingPeriod: 144,
    window: 0,
    reportType: 'confirmed',
    transmissionRisk: 8,
    daysSinceOnset: -14,
  };
  const bad: object[] = [
    { id: 'AB'.repeat(16) },
    { id: 'ab'.repeat(15) },
    { id: 'ab'.repeat(17) },
    { id: `${'ab'.repeat(15)}aß` },
    { rollingStart: -1 },
    { rollingStart: 2 ** 31 },
    // Ended 15 days before the window, and more.
    { rollingStart: 2_900_160 - 2160 - 144 - 1 },
    { rollingPeriod: 0 },
    { rollingPeriod: 145 },
    { rollingPeriod: 1.5 },
    { transmissionRisk: 9 },
    { transmissionRisk: undefined },
    { daysSinceOnset: 15 },
    { daysSinceOnset: -15 },
    { daysSinceOnset: Number.NaN },
    { reportType: 'unknown' },
  ];
  let dropped = 0;
  const all = [good, ...bad.map((change) => ({ ...good, ...change }) as ExportableKey), good];
  const parts = { keys: pages(all, 3), revised: pages([], 1) };
  const bin = Buffer.concat(
    await Array.fromAsync(
      exportBin({ ...head, start: 2_900_160 * 600 }, parts, (count) => {
        dropped = count;
      }),
    ),
  );
  expect(readBin(bin).keys).toHaveLength(2);
  expect(dropped).toBe(bad.length);
});

test('yields no empty chunk, even if the keys that would start it are omitted', async () => {
  const good = (index: number): ExportableKey => ({
    id: index.toString(16).padStart(32, '0'),
    rollingStart: 2_900_000,
    rollingPeriod: 100,
    window: 0,
    reportType: 'confirmed',
    transmissionRisk: 8,
  });
  const many = Array.from({ length: 160_000 }, (_, index) => good(index));
  const lengthsOf = async (keys: ExportableKey[]) => {
    const chunks = exportBin(head, { keys: pages(keys, 2000), revised: pages([], 1) });
    return (await Array.fromAsync(chunks)).map(({ byteLength }) => byteLength);
  };
  const [first = 0, second = 0] = await lengthsOf(many);
  const perKey = (await binOf([good(1), good(2)], [])).length - (await binOf([good(1)], [])).length;
  const inFirst = many.length - second / perKey;
  const lengths = await lengthsOf([...many.slice(0, inFirst), { ...good(inFirst), rollingPeriod: 0 }]);
  expect(lengths).toEqual([first]);
});

test('the generated code is up to date with the schema', async () => {
  for (const [name, content] of await protoFiles())
    expect(await readFile(join(root, 'proto', name), 'utf8'), `${name}: npm run proto`).toBe(content);
});

test('splits a window into complete, disjoint ranges within the maximum size', async () => {
  const ids = fc.uniqueArray(
    fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }).map((id) => id.toString(16).padStart(32, '0')),
    { maxLength: 60 },
  );
  await fc.assert(
    fc.asyncProperty(ids, fc.integer({ min: 1, max: 20 }), async (all, maximum) => {
      const within = ({ from, to }: { from: string; to?: string }) =>
        all.filter((id) => id >= from && (to === undefined || id < to));
      const ranges = await split(all.length, maximum, async (range) => within(range).length);
      expect(ranges.flatMap(within)).toHaveLength(all.length);
      expect(new Set(ranges.flatMap(within)).size).toBe(all.length);
      for (const range of ranges) {
        expect(within(range).length).toBeGreaterThan(0);
        expect(within(range).length).toBeLessThanOrEqual(maximum);
      }
    }),
  );
});

test('synthetic keys depend only on the seed and imitate every real key', () => {
  const real = Array.from({ length: 5 }, (_, index) => ({
    id: randomBytes(16).toString('hex'),
    rollingStart: index,
    rollingPeriod: 144,
    window: 0,
    reportType: 'confirmed' as const,
    transmissionRisk: index,
  }));
  const seed = randomBytes(32);
  const synthetic = syntheticKeys(500, seed, real);
  expect(syntheticKeys(500, seed, real)).toEqual(synthetic);
  expect(syntheticKeys(500, randomBytes(32), real)).not.toEqual(synthetic);
  expect(new Set(synthetic.map(({ id }) => id)).size).toBe(500);
  for (const { rollingStart, transmissionRisk } of synthetic) expect(rollingStart).toBe(transmissionRisk);
  expect(new Set(synthetic.map(({ rollingStart }) => rollingStart))).toEqual(new Set([0, 1, 2, 3, 4]));
});

test('keys of earlier windows, shifted to a window, are neither too old for it nor after it', () => {
  const start = 2_900_160 * 600;
  const model = fc.record({
    hours: fc.integer({ min: 1, max: 400 }),
    age: fc.integer({ min: 0, max: 2160 }),
  });
  fc.assert(
    fc.property(model, ({ hours, age }) => {
      const window = start - hours * 3600;
      const key: ExportableKey = {
        id: 'ab'.repeat(16),
        rollingStart: window / 600 - age - 144,
        rollingPeriod: 144,
        window,
        reportType: 'likely',
        transmissionRisk: 1,
      };
      const [shifted] = shiftToWindow([key], start);
      expect(isExportable(key, key, window)).toBe(true);
      expect(shifted && isExportable(shifted, shifted, start)).toBe(true);
      expect((shifted?.rollingStart ?? 0) + 144).toBeLessThanOrEqual(start / 600);
      expect(((shifted?.rollingStart ?? 0) - key.rollingStart) % 144).toBe(0);
    }),
  );
});

describe('a PEM', () => {
  test('signs a digest such that the signature of the message verifies', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const sign = pemSigner(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
    for (let round = 0; round < 20; round++) {
      const bytes = randomBytes(100);
      const signature = await sign(createHash('sha256').update(bytes).digest());
      expect(verify('sha256', bytes, publicKey, signature)).toBe(true);
    }
  });

  test('is rejected if it has another curve or no key', async () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
    const digest = Buffer.alloc(32);
    await expect(
      pemSigner(other.export({ format: 'pem', type: 'pkcs8' }).toString())(digest),
    ).rejects.toThrow('P-256');
    await expect(pemSigner('not a key')(digest)).rejects.toThrow();
  });
});
