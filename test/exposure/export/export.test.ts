import { createPublicKey, generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import { inspect } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { runExports } from '../../../shared/exposure/export/runExports.ts';
import type { ExposureKey } from '../../../shared/exposure/key.ts';
import { type Region, regionSchema } from '../../../shared/exposure/region.ts';
import { setSecret } from '../../harness/rotate.ts';
import type { TestServices } from '../../harness/services.ts';
import {
  bytesOf,
  daysAgo,
  exportServices,
  fetchAll,
  idsOf,
  keyOf,
  publicKey,
  region,
  signingKey,
  store,
  stored,
} from './exportFixtures.ts';

let services: TestServices;
beforeAll(async () => {
  services = await exportServices();
});

const run = (at: Region, window?: number) =>
  runExports({ region: at.id, ...(window !== undefined && { window }) }, services);
const sorted = (keys: readonly { id: string }[]) => idsOf(keys).toSorted();
const yesterday = () => daysAgo(1, services);
const manyKeys = (count: number, at: Region, window: number, more: Partial<ExposureKey> = {}) =>
  Array.from({ length: count }, () => keyOf(at, window, more));

describe('a window', () => {
  test('is exported as a file that a phone can read and verify, with sorted keys', async () => {
    const at = await region(services);
    const window = yesterday();
    const keys = Array.from({ length: 20 }, (_, index) =>
      keyOf(at, window, {
        transmissionRisk: index % 9,
        rollingPeriod: 1 + index * 7,
        daysSinceOnset: index - 10,
        reportType: (['confirmed', 'likely', 'user-report'] as const)[index % 3] ?? 'confirmed',
      }),
    );
    await store(keys, services);
    await run(at);

    const { paths, files } = await fetchAll(at, services);
    expect(paths).toEqual([`${at.id}/${window}-${window + 86_400}-00001.zip`]);
    const [file] = files;
    expect(file).toMatchObject({
      start: window,
      end: window + 86_400,
      region: at.id,
      batchNum: 1,
      batchSize: 1,
      infos: [{ version: 'v1', id: '440', algorithm: '1.2.840.10045.4.3.2' }],
      revised: [],
    });
    const types = { confirmed: 1, likely: 2, 'user-report': 3, negative: 5 };
    expect(file?.keys).toEqual(
      keys
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map((key) => ({
          id: key.id,
          risk: key.transmissionRisk,
          rollingStart: key.rollingStart,
          rollingPeriod: key.rollingPeriod,
          reportType: types[key.reportType],
          daysSinceOnset: key.daysSinceOnset,
        })),
    );
    const [signature] = file?.signatures ?? [];
    expect(signature).toMatchObject({ info: file?.infos[0], batchNum: 1, batchSize: 1 });
    const own = await publicKey(services);
    expect(verify('sha256', file?.bin as Buffer, own, signature?.signature as Uint8Array)).toBe(true);
  });

  test('is not exported before it has closed and settled', async () => {
    const at = await region(services);
    // One second before the window of yesterday settles.
    const own = await exportServices({}, services, { clock: 'own' });
    own.clock.advance({ seconds: -12 * 3600 + 899 });
    const [yesterdays, todays] = [keyOf(at, daysAgo(1, own)), keyOf(at, daysAgo(0, own))];
    await store([yesterdays, todays], own);
    await runExports({ region: at.id }, own);
    expect((await fetchAll(at, own)).paths).toEqual([]);
    own.clock.advance({ seconds: 1 });
    await runExports({ region: at.id }, own);
    expect((await fetchAll(at, own)).files.map(({ keys }) => idsOf(keys))).toEqual([[yesterdays.id]]);
  });

  test('is exported to each region, with each key once', async () => {
    const [one, other] = [await region(services), await region(services)];
    const both = keyOf(one, yesterday(), { regions: [one.id, other.id] });
    const single = keyOf(other, yesterday());
    await store([both, single], services);
    await run(one);
    await run(other);
    const filesOf = async (at: Region) => (await fetchAll(at, services)).files.map(({ keys }) => idsOf(keys));
    expect(await filesOf(one)).toEqual([[both.id]]);
    expect(await filesOf(other)).toEqual([sorted([both, single])]);
  });

  test('omits keys that phones would reject and logs an error', async () => {
    const at = await region(services);
    const good = keyOf(at, yesterday(), { daysSinceOnset: 14 });
    const bad = [15, -15].map((daysSinceOnset) => keyOf(at, yesterday(), { daysSinceOnset }));
    await store([good, ...bad], services);
    await run(at);
    expect((await fetchAll(at, services)).files.map(({ keys }) => idsOf(keys))).toEqual([[good.id]]);
    expect(services.log.lines).toContainEqual({
      level: 'error',
      message: 'Keys that phones would reject were omitted from an export.',
      fields: { region: at.id, start: yesterday(), dropped: 2 },
    });
  });

  test('is exported even if the export of another region fails', async () => {
    const [broken, at] = [await region(services, { signingKeys: [] }), await region(services)];
    await store([keyOf(broken, yesterday()), keyOf(at, yesterday())], services);
    await expect(runExports({}, services)).rejects.toMatchObject({ code: 'misconfigured' });
    expect((await fetchAll(at, services)).files).toHaveLength(1);
    expect((await fetchAll(broken, services)).files).toHaveLength(0);
    await services.regions.delete([broken.id], broken.id);
  });
});

describe('a revised key', () => {
  test('is exported with its original values, and later with its revised values', async () => {
    const at = await region(services);
    const [then, later] = [daysAgo(3, services), daysAgo(1, services)];
    const key = keyOf(at, then, {
      reportType: 'likely',
      revised: { reportType: 'confirmed', transmissionRisk: 7, daysSinceOnset: -3, window: later },
    });
    const negative = keyOf(at, then, {
      reportType: 'user-report',
      revised: { reportType: 'negative', transmissionRisk: 0, window: later },
    });
    await store([key, negative], services);
    await run(at);
    const { files } = await fetchAll(at, services);
    expect(files.map(({ start }) => start)).toEqual([then, later]);
    expect(files[0]?.revised).toEqual([]);
    expect(files[0]?.keys.find(({ id }) => id === key.id)).toMatchObject({ reportType: 2, risk: 4 });
    expect(files[0]?.keys.find(({ id }) => id === negative.id)).toMatchObject({ reportType: 3 });
    expect(files[1]?.keys).toEqual([]);
    expect(idsOf(files[1]?.revised ?? [])).toEqual(sorted([key, negative]));
    expect(files[1]?.revised.find(({ id }) => id === key.id)).toMatchObject({
      reportType: 1,
      risk: 7,
      daysSinceOnset: -3,
    });
    expect(files[1]?.revised.find(({ id }) => id === negative.id)).toMatchObject({
      reportType: 5,
      daysSinceOnset: undefined,
    });
  });

  test('is exported once, with its revised values, if it was not exported before', async () => {
    const at = await region(services);
    const window = yesterday();
    const key = keyOf(at, window, {
      reportType: 'likely',
      revised: { reportType: 'confirmed', transmissionRisk: 8, daysSinceOnset: 2, window },
    });
    await store([key], services);
    await run(at);
    const [file] = (await fetchAll(at, services)).files;
    expect(file?.keys).toMatchObject([{ id: key.id, reportType: 1, risk: 8, daysSinceOnset: 2 }]);
    expect(file?.revised).toEqual([]);
  });
});

describe('a small window', () => {
  test('is padded with keys that cannot be distinguished from real ones', async () => {
    const at = await region(services, { minimumKeys: 50, paddingRange: 20 });
    const real = [
      keyOf(at, yesterday(), { transmissionRisk: 1, daysSinceOnset: -2, rollingPeriod: 77 }),
      keyOf(at, yesterday(), { transmissionRisk: 6, reportType: 'likely' }),
    ];
    await store(real, services);
    await run(at);
    const [file] = (await fetchAll(at, services)).files;
    const keys = file?.keys ?? [];
    expect(keys.length).toBeGreaterThanOrEqual(50);
    expect(keys.length).toBeLessThanOrEqual(70);
    expect(idsOf(keys)).toEqual(sorted(keys));
    expect(idsOf(keys)).toEqual(expect.arrayContaining(idsOf(real)));
    expect(new Set(idsOf(keys)).size).toBe(keys.length);
    const kinds = (of: typeof keys) => new Set(of.map(({ id: _, ...rest }) => JSON.stringify(rest)));
    const realKinds = kinds(keys.filter(({ id }) => idsOf(real).includes(id)));
    expect(kinds(keys)).toEqual(realKinds);
  });

  test('with only revised keys is padded with new keys modelled on their original values', async () => {
    const at = await region(services, { minimumKeys: 10 });
    const key = keyOf(at, daysAgo(5, services), {
      reportType: 'likely',
      revised: { reportType: 'negative', transmissionRisk: 0, window: yesterday() },
    });
    await store([key], services);
    await run(at, yesterday());
    const [file] = (await fetchAll(at, services)).files;
    expect(file?.revised).toHaveLength(1);
    expect(file?.keys).toHaveLength(10);
    expect(new Set(file?.keys.map(({ reportType }) => reportType))).toEqual(new Set([2]));
    // Shifted by four days to the current window.
    expect(new Set(file?.keys.map(({ rollingStart }) => rollingStart))).toEqual(
      new Set([key.rollingStart + 4 * 144]),
    );
  });

  test('is padded to enough new keys, regardless of the number of revised keys', async () => {
    const at = await region(services, { minimumKeys: 20, maximumKeysPerFile: 25 });
    const fresh = manyKeys(2, at, yesterday(), { transmissionRisk: 7 });
    await store([...fresh, ...manyKeys(30, at, daysAgo(4, services), revisedIn(yesterday()))], services);
    await run(at, yesterday());
    const { files } = await fetchAll(at, services);
    const keys = files.flatMap((file) => file.keys);
    expect(keys).toHaveLength(20);
    expect(new Set(keys.map(({ risk }) => risk))).toEqual(new Set([7]));
    expect(sorted(keys)).toEqual(expect.arrayContaining(idsOf(fresh)));
    expect(files.flatMap((file) => file.revised)).toHaveLength(30);
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) expect(file.keys.length + file.revised.length).toBeLessThanOrEqual(25);
  });

  test('is padded to at most the maximum size of a file', async () => {
    const at = await region(services, { minimumKeys: 100, maximumKeysPerFile: 7 });
    await store(manyKeys(3, at, yesterday()), services);
    await run(at);
    const { files } = await fetchAll(at, services);
    expect(files.map(({ keys }) => keys.length)).toEqual([7]);
  });
});

describe('a large window', () => {
  test('is split into files with different end timestamps, each key in one of them', async () => {
    const at = await region(services, { maximumKeysPerFile: 5 });
    const window = yesterday();
    const keys = manyKeys(40, at, window);
    const revised = manyKeys(4, at, daysAgo(2, services), {
      reportType: 'likely',
      revised: { reportType: 'confirmed', transmissionRisk: 1, window },
    });
    await store([...keys, ...revised], services);
    await run(at, window);
    const { paths, files } = await fetchAll(at, services);
    expect(files.length).toBeGreaterThan(8);
    expect(new Set(paths).size).toBe(files.length);
    for (const [index, file] of files.entries()) {
      expect([file.start, file.end, file.batchNum, file.batchSize]).toEqual([
        window,
        window + 86_400 + index,
        1,
        1,
      ]);
      expect(file.keys.length + file.revised.length).toBeLessThanOrEqual(5);
    }
    expect(sorted(files.flatMap((file) => file.keys))).toEqual(sorted(keys));
    expect(sorted(files.flatMap((file) => file.revised))).toEqual(sorted(revised));
  });
});

describe('a second run', () => {
  test('changes nothing', async () => {
    const at = await region(services, { minimumKeys: 30 });
    await store(manyKeys(5, at, yesterday()), services);
    await run(at);
    const seen = async () =>
      Promise.all(
        (await Array.fromAsync(services.exports.list(`${at.id}/`))).map(async (name) => [
          name,
          (await services.exports.head(name))?.etag,
        ]),
      );
    const before = await seen();
    await run(at);
    await run(at, yesterday());
    expect(await seen()).toEqual(before);
    expect(before).toHaveLength(3);
  });

  test('recreates a missing file with the same bytes', async () => {
    const at = await region(services, { minimumKeys: 30, paddingRange: 50 });
    await store(manyKeys(5, at, yesterday()), services);
    await run(at);
    const before = await fetchAll(at, services);
    for (const path of before.paths) await services.exports.delete(path);
    await run(at, yesterday());
    const after = await fetchAll(at, services);
    expect(after.paths).toEqual(before.paths);
    expect(after.files[0]?.bin.equals(before.files[0]?.bin as Buffer)).toBe(true);
  });

  test.each([
    ['padded and split, with new and revised keys', 2, 30],
    ['padded and split, with only revised keys', 0, 30],
    ['split', 40, 5],
  ])('of another instance creates the same bytes: %s', async (_, fresh, revised) => {
    const at = await region(services, { minimumKeys: 12, paddingRange: 5, maximumKeysPerFile: 17 });
    await store(
      [
        ...manyKeys(fresh, at, yesterday()),
        ...manyKeys(revised, at, daysAgo(4, services), revisedIn(yesterday())),
      ],
      services,
    );
    await run(at, yesterday());
    const before = await fetchAll(at, services);
    for (const path of before.paths) await services.exports.delete(path);
    // Later changes of the region do not affect a frozen manifest.
    await changeRegion(at, { minimumKeys: 0, maximumKeysPerFile: 500 });
    await runExports({ region: at.id, window: yesterday() }, await otherInstance());
    const after = await fetchAll(at, services);
    expect(after.paths).toEqual(before.paths);
    expect(before.files.length).toBeGreaterThan(1);
    for (const [index, file] of after.files.entries())
      expect(file.bin.equals(before.files[index]?.bin as Buffer)).toBe(true);
  });

  test('concurrent with others creates each file once, and the index lists all files', async () => {
    const at = await region(services);
    for (const days of [1, 2, 3]) await store(manyKeys(3, at, daysAgo(days, services)), services);
    const others = await Promise.all([1, 2, 3].map(() => otherInstance()));
    await Promise.allSettled([services, ...others].map((each) => runExports({ region: at.id }, each)));
    await run(at);
    expect(
      [services, ...others].flatMap(({ log }) =>
        log.lines.filter(({ level, fields }) => level === 'error' && fields.region === at.id),
      ),
    ).toEqual([]);
    const { paths, files } = await fetchAll(at, services);
    expect(paths).toEqual(await stored(at, services));
    expect(files.map(({ keys }) => keys.length)).toEqual([3, 3, 3]);
  });
});

test('the index does not list a file before it is stored', async () => {
  const at = await region(services);
  await store([keyOf(at, yesterday())], services);
  const exports = new Proxy(services.exports, {
    get: (target, name) => {
      if (name === 'create') return () => Promise.reject(new Error('The account is full.'));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  await expect(runExports({ region: at.id }, { ...services, exports })).rejects.toThrow('full');
  expect((await fetchAll(at, services)).paths).toEqual([]);
  await run(at);
  expect((await fetchAll(at, services)).files).toHaveLength(1);
});

describe('signing keys', () => {
  test('that cannot be used are logged without their values', async () => {
    await setSecret('export-signing-broken', 'hunter2, not a PEM', services);
    const at = await region(services, { signingKeys: [signingKey('v1', { name: 'export-signing-broken' })] });
    await store([keyOf(at, yesterday())], services);
    services.log.lines.length = 0;
    await expect(run(at)).rejects.toThrow();
    expect(services.log.lines.length).toBeGreaterThan(0);
    expect(inspect(services.log.lines, { depth: 9 })).not.toContain('hunter2');
  });

  test.each([
    ['the secret has a valid version', (name: string) => setSecret(name, newPem(), services)],
    [
      'the region has another key',
      (_: string, at: Region) => changeRegion(at, { signingKeys: regionWith('v1') }),
    ],
  ])('that could not be used do not block an export after %s', async (_, repair) => {
    const name = `export-signing-${randomBytes(4).toString('hex')}`;
    await setSecret(name, 'not a PEM', services);
    const at = await region(services, { signingKeys: [signingKey('v1', { name })] });
    await store([keyOf(at, yesterday())], services);
    await expect(run(at)).rejects.toThrow();
    expect((await fetchAll(at, services)).paths).toEqual([]);

    await repair(name, at);
    await runExports({ region: at.id }, await otherInstance());
    const { paths, files } = await fetchAll(at, services);
    expect(files.map(({ keys }) => keys.length)).toEqual([1]);
    await runExports({ region: at.id }, await otherInstance());
    expect(await stored(at, services)).toEqual(paths);
  });

  test('that are valid all sign a file, newest first', async () => {
    const pem = newPem();
    const next = createPublicKey(pem);
    await setSecret('export-signing-next', pem, services);
    const now = services.clock.now().getTime();
    const at = await region(services, {
      signingKeys: [
        signingKey('v1'),
        signingKey('v2', { name: 'export-signing-next', validFrom: '2026-01-01T00:00:00Z' }),
        signingKey('v0', { validUntil: new Date(now - 1000).toISOString() }),
        signingKey('v3', { validFrom: new Date(now + 3_600_000).toISOString() }),
        signingKey('v4', { revokedAt: new Date(now - 1000).toISOString() }),
      ],
    });
    await store([keyOf(at, yesterday())], services);
    await run(at);
    const [file] = (await fetchAll(at, services)).files;
    expect(file?.infos.map(({ version }) => version)).toEqual(['v2', 'v1']);
    expect(file?.signatures.map((each) => each.info.version)).toEqual(['v2', 'v1']);
    const keys = [next, await publicKey(services)];
    for (const [index, each] of (file?.signatures ?? []).entries())
      expect(verify('sha256', file?.bin as Buffer, keys[index] as typeof next, each.signature)).toBe(true);
  });

  test('sign a file at most ten times', async () => {
    const at = await region(services, {
      signingKeys: Array.from({ length: 12 }, (_, index) => signingKey(`v${index}`)),
    });
    await store([keyOf(at, yesterday())], services);
    await run(at);
    expect((await fetchAll(at, services)).files[0]?.signatures).toHaveLength(10);
  });
});

describe('the index', () => {
  test('lists the files, oldest first, in both formats', async () => {
    const at = await region(services);
    for (const days of [1, 5, 2]) await store([keyOf(at, daysAgo(days, services))], services);
    await run(at);
    const { paths, files } = await fetchAll(at, services);
    expect(files.map(({ start }) => start)).toEqual([5, 2, 1].map((days) => daysAgo(days, services)));
    const list = JSON.parse((await services.exports.read(`${at.id}/list.json`))?.text ?? '');
    const created = services.clock.now().getTime();
    expect(list).toEqual(
      paths.map((path) => ({ region: at.id, url: path.replace(`${at.id}/`, ''), created })),
    );
  });

  test('is served with no-cache, files with a long lifetime', async () => {
    const at = await region(services);
    await store([keyOf(at, yesterday())], services);
    await run(at);
    const [path = ''] = await stored(at, services);
    expect(await services.exports.head(`${at.id}/index.txt`)).toMatchObject({
      contentType: 'text/plain; charset=utf-8',
      cacheControl: 'no-cache',
    });
    expect(await services.exports.head(`${at.id}/list.json`)).toMatchObject({
      contentType: 'application/json',
      cacheControl: 'no-cache',
    });
    expect(await services.exports.head(path)).toMatchObject({
      contentType: 'application/zip',
      cacheControl: 'public, max-age=86400, immutable',
    });
  });

  test('has absolute URLs if EXPORT_URL is set', async () => {
    const at = await region(services);
    await store([keyOf(at, yesterday())], services);
    const own = await otherInstance({ EXPORT_URL: 'https://keys.example/exports/' });
    await runExports({ region: at.id }, own);
    const [entry] = JSON.parse((await services.exports.read(`${at.id}/list.json`))?.text ?? '');
    expect(entry.url).toBe(`https://keys.example/exports/${(await stored(at, services))[0]}`);
  });
});

describe('keys without a file', () => {
  const errorsOf = (at: Region) =>
    services.log.lines.filter(
      ({ message, fields }) => /differ from the exported keys/.test(message) && fields.region === at.id,
    );

  test.each([
    ['were stored after their window was frozen', (window: number) => window],
    ['have a window number that does not exist', (window: number) => window + 3600],
  ])('cause an error with the next window: they %s', async (_, windowOf) => {
    const at = await region(services);
    const window = yesterday();
    await store([keyOf(at, window)], services);
    await run(at);
    await store([keyOf(at, windowOf(window))], services);
    await run(at);
    expect(errorsOf(at)).toEqual([]);

    services.clock.advance({ days: 1 });
    await run(at);
    await run(at);
    expect(errorsOf(at).map(({ level, fields }) => [level, fields])).toEqual([
      ['error', { region: at.id, window, exported: 1, now: 2 }],
    ]);
  });
});

test('stopping the host logs no error, and the next run continues', async () => {
  const at = await region(services);
  await store([keyOf(at, yesterday())], services);
  const own = await otherInstance();
  own.drain();
  await expect(runExports({ region: at.id }, own)).rejects.toThrow('stopping');
  expect(own.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  await run(at);
  expect((await fetchAll(at, services)).files).toHaveLength(1);
});

test('an export does not write to keys', async () => {
  const at = await region(services);
  const key = keyOf(at, yesterday());
  await store([key], services);
  const before = await services.exposureKeys.read([key.id], key.id);
  await run(at);
  expect((await services.exposureKeys.read([key.id], key.id))?.etag).toBe(before?.etag);
});

test('the ZIP has a deflated and a stored entry whose local headers have their sizes', async () => {
  const at = await region(services);
  await store([keyOf(at, yesterday())], services);
  await run(at);
  const zip = await bytesOf((await stored(at, services))[0] ?? '', services);
  expect(zip.readUInt32LE(0)).toBe(0x04034b50);
  // No data descriptor; deflated.
  expect([zip.readUInt16LE(6), zip.readUInt16LE(8)]).toEqual([0, 8]);
  const second = 30 + 10 + zip.readUInt32LE(18);
  expect(inflateRawSync(zip.subarray(40, second))).toHaveLength(zip.readUInt32LE(22));
  expect(zip.subarray(second + 30, second + 40).toString()).toBe('export.sig');
  expect([zip.readUInt16LE(second + 6), zip.readUInt16LE(second + 8)]).toEqual([0, 0]);
  expect(zip.readUInt32LE(second + 18)).toBe(zip.readUInt32LE(second + 22));
});

const revisedIn = (window: number): Partial<ExposureKey> => ({
  reportType: 'likely',
  revised: { reportType: 'confirmed', transmissionRisk: 1, window },
});

async function changeRegion({ id }: Region, settings: Partial<Region>): Promise<void> {
  const stored = await services.regions.read([id], id);
  if (!stored) throw new Error('The region was deleted.');
  await services.regions.replace([id], { ...stored.record, ...settings }, stored.etag);
}

const newPem = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ format: 'pem', type: 'pkcs8' })
    .toString();

const regionWith = (version: string) =>
  regionSchema.parse({ signingKeys: [signingKey(version)] }).signingKeys;

const otherInstance = (settings: Record<string, string> = {}) => exportServices(settings, services);
