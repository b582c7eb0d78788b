import { beforeAll, expect, test } from 'vitest';
import type { ExportManifest } from '../../../shared/exposure/export/manifest.ts';
import { runExports } from '../../../shared/exposure/export/runExports.ts';
import { graceSeconds, sweepExposure } from '../../../shared/exposure/export/sweepExposure.ts';
import type { Region } from '../../../shared/exposure/region.ts';
import { windowAt } from '../../../shared/exposure/window.ts';
import type { TestServices } from '../../harness/services.ts';
import { exportServices, fetchAll, idsOf, keyOf, region, store } from './exportFixtures.ts';

const minutes = 60;
let services: TestServices;
beforeAll(async () => {
  services = await exportServices({ EXPORT_PERIODS: '5' });
});

const run = (at: Region, own = services) => runExports({ region: at.id }, own);
const now = () => services.clock.now().getTime() / 1000;
const windowBefore = (seconds: number) => windowAt(now() - seconds, services.config.exportPeriods);
const manifestsOf = (at: Region): Promise<ExportManifest[]> =>
  Array.fromAsync(
    services.exportManifests.query({
      text: 'SELECT * FROM c WHERE c.region = @region ORDER BY c.id',
      parameters: { region: at.id },
    }),
  );
const rangesOf = async (at: Region) =>
  (await manifestsOf(at)).map(({ start, end, keys }) => ({ start, end, keys }));
const errors = () => services.log.lines.filter(({ level }) => level === 'error');

test('a new region gets one manifest for all windows of two weeks', async () => {
  const at = await region(services);
  await run(at);
  const [first, ...others] = await manifestsOf(at);
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    keys: 0,
    files: [],
    signings: [{ keys: [], exportedAt: expect.any(String) }],
  });
  expect((first?.end ?? 0) - (first?.start ?? 0)).toBeGreaterThan(13.9 * 86_400);
  expect(await fetchAll(at, services)).toEqual({ paths: [], files: [] });
});

test('the manifest of a quiet region grows, and a window with keys gets its own', async () => {
  const at = await region(services);
  await run(at);
  const [before] = await rangesOf(at);
  services.clock.advance({ minutes: 30 });
  await run(at);
  const [grown, ...others] = await rangesOf(at);
  expect(others).toEqual([]);
  expect(grown).toEqual({ ...before, end: (before?.end ?? 0) + 30 * minutes });

  services.clock.advance({ minutes: 30 });
  const { start, end } = windowBefore(25 * minutes);
  const key = keyOf(at, start);
  await store([key], services);
  await run(at);
  const last = windowBefore(services.config.settleSeconds + 5 * minutes).end;
  expect(await rangesOf(at)).toEqual([
    { ...grown, end: start },
    { start, end, keys: 1 },
    { start: end, end: last, keys: 0 },
  ]);
  await run(at);
  expect(await rangesOf(at)).toHaveLength(3);
  expect((await fetchAll(at, services)).files.map(({ keys }) => idsOf(keys))).toEqual([[key.id]]);
});

test('concurrent runs export each key once', async () => {
  const at = await region(services);
  await run(at);
  services.clock.advance({ minutes: 60 });
  const key = keyOf(at, windowBefore(30 * minutes).start);
  await store([key], services);
  const others = await Promise.all([1, 2].map(() => exportServices({ EXPORT_PERIODS: '5' }, services)));
  await Promise.allSettled([services, ...others].map((own) => run(at, own)));
  await run(at);
  expect((await fetchAll(at, services)).files.map(({ keys }) => idsOf(keys))).toEqual([[key.id]]);
  const ranges = await rangesOf(at);
  // No window is missing, and none is covered twice by manifests with keys.
  for (const [index, { start }] of ranges.entries())
    if (index > 0) expect(start).toBeLessThanOrEqual(ranges[index - 1]?.end ?? 0);
  expect(ranges.filter(({ keys }) => keys > 0)).toHaveLength(1);
});

test('a key that arrives in an exported window without keys is reported once', async () => {
  const at = await region(services);
  await run(at);
  const { start } = windowBefore(services.config.settleSeconds + 5 * minutes);
  await store([keyOf(at, start)], services);
  const reported = () => errors().filter(({ fields }) => fields.region === at.id && fields.now === 1);
  for (let round = 0; round < 3; round++) {
    services.clock.advance({ minutes: 5 });
    await run(at);
  }
  expect(reported()).toHaveLength(1);
});

test('a long run of windows without keys does not delay the deletion of keys, and is deleted in the end', async () => {
  const [quiet, busy] = [await region(services), await region(services)];
  await run(quiet);
  const key = keyOf(busy, windowBefore(60 * minutes).start);
  await store([key], services);
  await run(busy);
  for (let round = 0; round < 2; round++) {
    services.clock.advance({ days: 8 });
    await run(quiet);
  }
  await sweepExposure(services);
  services.clock.advance({ seconds: graceSeconds });
  await sweepExposure(services);
  expect(await services.exposureKeys.read([key.id], key.id)).toBeUndefined();
  expect(await rangesOf(quiet)).toHaveLength(1);
  await services.regions.delete([quiet.id], quiet.id);
  services.clock.advance({ days: 15 });
  await sweepExposure(services);
  services.clock.advance({ seconds: graceSeconds });
  await sweepExposure(services);
  expect(await rangesOf(quiet)).toEqual([]);
});
