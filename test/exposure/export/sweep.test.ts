import { verify } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { revokeSigningKey } from '../../../shared/exposure/export/revokeSigningKey.ts';
import { runExports } from '../../../shared/exposure/export/runExports.ts';
import { graceSeconds, sweepExposure } from '../../../shared/exposure/export/sweepExposure.ts';
import { maximumAge } from '../../../shared/exposure/keyAge.ts';
import type { Region } from '../../../shared/exposure/region.ts';
import type { TestServices } from '../../harness/services.ts';
import {
  bytesOf,
  daysAgo,
  exportServices,
  fetchAll,
  keyOf,
  publicKey,
  region,
  signingKey,
  store,
  stored,
  untilNoon,
} from './exportFixtures.ts';

let services: TestServices;
beforeAll(async () => {
  services = await exportServices();
});
beforeEach(() => untilNoon(services));

const run = (at: Region) => runExports({ region: at.id }, services);
const keysLeft = async (at: Region) =>
  (
    await Array.fromAsync(
      services.exposureKeys.query<{ id: string }>({
        text: 'SELECT c.id FROM c WHERE ARRAY_CONTAINS(c.regions, @region)',
        parameters: { region: at.id },
      }),
    )
  ).length;
const errors = () =>
  services.log.lines.filter(
    ({ level, message }) =>
      level === 'error' && message === 'The keys of a window differ from the exported keys.',
  );

describe('the sweep', () => {
  test('removes expired files from the index first and deletes them an hour later', async () => {
    const at = await region(services);
    await store([keyOf(at, daysAgo(1, services)), keyOf(at, daysAgo(0, services))], services);
    await run(at);
    services.clock.advance({ days: 1 });
    await run(at);
    const before = (await fetchAll(at, services)).paths;
    expect(before).toHaveLength(2);

    // The first window ended 14 days and 12 hours ago, the second one 13 days and 12 hours ago.
    services.clock.advance({ days: 13 });
    await sweepExposure(services);
    expect((await fetchAll(at, services)).paths).toEqual(before.slice(1));
    expect(await stored(at, services)).toEqual(before);
    expect(await keysLeft(at)).toBe(2);

    services.clock.advance({ seconds: graceSeconds - 1 });
    await sweepExposure(services);
    expect(await stored(at, services)).toEqual(before);

    services.clock.advance({ seconds: 1 });
    expect(await sweepExposure(services)).toMatchObject({ files: 1, keys: 0 });
    expect(await stored(at, services)).toEqual(before.slice(1));
    // A publish may still contain the first key, so its record must exist.
    expect(await keysLeft(at)).toBe(2);
    services.clock.advance({ seconds: maximumAge - 14 * 86_400 });
    await sweepExposure(services);
    services.clock.advance({ seconds: graceSeconds });
    await sweepExposure(services);
    expect(await keysLeft(at)).toBe(1);
    expect(errors()).toEqual([]);
  });

  test('keeps a key until the window of its revision expires', async () => {
    const at = await region(services);
    const key = keyOf(at, daysAgo(3, services), {
      reportType: 'likely',
      revised: { reportType: 'confirmed', transmissionRisk: 1, window: daysAgo(1, services) },
    });
    await store([key], services);
    await run(at);
    services.clock.advance({ days: 12 });
    await sweepExposure(services);
    services.clock.advance({ seconds: graceSeconds });
    await sweepExposure(services);
    expect((await fetchAll(at, services)).files.map(({ revised }) => revised.length)).toEqual([1]);
    expect(await keysLeft(at)).toBe(1);
    services.clock.advance({ days: 3 });
    await sweepExposure(services);
    services.clock.advance({ seconds: graceSeconds });
    await sweepExposure(services);
    expect(await keysLeft(at)).toBe(0);
    expect(errors()).toEqual([]);
  });

  test('logs an error for keys stored after the export of their window', async () => {
    const at = await region(services);
    const window = daysAgo(1, services);
    await store([keyOf(at, window)], services);
    await run(at);
    await store([keyOf(at, window)], services);
    await run(at);
    expect((await fetchAll(at, services)).files[0]?.keys).toHaveLength(1);
    services.clock.advance({ days: 15 });
    await sweepExposure(services);
    services.clock.advance({ seconds: graceSeconds });
    await sweepExposure(services);
    expect(errors().map(({ fields }) => fields)).toContainEqual({
      region: at.id,
      window,
      exported: 1,
      now: 2,
    });
  });

  test('deletes the exports and keys of a deleted region', async () => {
    const at = await region(services);
    await store([keyOf(at, daysAgo(1, services))], services);
    await run(at);
    await services.regions.delete([at.id], at.id);
    services.clock.advance({ days: 16 });
    await sweepExposure(services);
    services.clock.advance({ seconds: graceSeconds });
    await sweepExposure(services);
    expect((await fetchAll(at, services)).paths).toEqual([]);
    expect(await stored(at, services)).toEqual([]);
    expect(await keysLeft(at)).toBe(0);
  });
});

describe('a revoked signing key', () => {
  test('signs no further files, and its files are signed again under new names', async () => {
    const at = await region(services, { signingKeys: [signingKey('v1'), signingKey('v2')] });
    const windows = [daysAgo(2, services), daysAgo(1, services)];
    await store(
      windows.map((window) => keyOf(at, window)),
      services,
    );
    await run(at);
    const before = await fetchAll(at, services);

    await revokeSigningKey(at.id, 'v2', services);
    await run(at);
    const after = await fetchAll(at, services);
    expect(after.paths).toEqual(before.paths.map((path) => path.replace('.zip', '-2.zip')));
    for (const [index, file] of after.files.entries()) {
      expect(file.infos.map(({ version }) => version)).toEqual(['v1']);
      expect(file.keys).toEqual(before.files[index]?.keys);
      const [signature] = file.signatures;
      expect(verify('sha256', file.bin, await publicKey(services), signature?.signature as Uint8Array)).toBe(
        true,
      );
    }
    // Files of the previous index remain for an hour.
    for (const path of before.paths) expect(await bytesOf(path, services)).toBeDefined();
    await sweepExposure(services);
    services.clock.advance({ seconds: graceSeconds });
    await sweepExposure(services);
    expect(await stored(at, services)).toEqual(after.paths);
    await run(at);
    expect((await fetchAll(at, services)).paths).toEqual(after.paths);
  });

  test('has its files signed again once by concurrent runs, without errors', async () => {
    const at = await region(services, { signingKeys: [signingKey('v1'), signingKey('v2')] });
    await store(
      [1, 2, 3, 4].map((days) => keyOf(at, daysAgo(days, services))),
      services,
    );
    await run(at);
    await revokeSigningKey(at.id, 'v2', services);
    const several = [services, ...(await Promise.all([1, 2].map(() => exportServices({}, services))))];
    await Promise.all(several.map((each) => runExports({ region: at.id }, each)));
    expect(
      several.flatMap(({ log }) =>
        log.lines.filter(({ level, fields }) => level === 'error' && fields.region === at.id),
      ),
    ).toEqual([]);
    const { paths, files } = await fetchAll(at, services);
    for (const path of paths) expect(path).toMatch(/-2\.zip$/);
    expect(files.map(({ keys }) => keys.length)).toEqual([1, 1, 1, 1]);
  });

  test('makes keys with the same id and version invalid', async () => {
    const revokedAt = services.clock.now().toISOString();
    const signingKeys = [signingKey('v1', { revokedAt }), signingKey('v1'), signingKey('v2')];
    const at = await region(services, { signingKeys });
    await store([keyOf(at, daysAgo(1, services))], services);
    await run(at);
    await run(at);
    const { paths, files } = await fetchAll(at, services);
    expect(files.map(({ infos }) => infos.map(({ version }) => version))).toEqual([['v2']]);
    expect(paths.join()).not.toContain('-2.zip');
  });

  test('cannot be the only valid one', async () => {
    const at = await region(services);
    await expect(revokeSigningKey(at.id, 'v1', services)).rejects.toMatchObject({ code: 'conflict' });
    await expect(revokeSigningKey(at.id, 'v9', services)).rejects.toMatchObject({ code: 'not_found' });
    await expect(revokeSigningKey('nowhere', 'v1', services)).rejects.toMatchObject({ code: 'not_found' });
    expect((await services.regions.read([at.id], at.id))?.record.signingKeys[0]).not.toHaveProperty(
      'revokedAt',
    );
  });
});
