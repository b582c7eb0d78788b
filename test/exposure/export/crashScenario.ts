import fc from 'fast-check';
import { expect } from 'vitest';
import { runExports } from '../../../shared/exposure/export/runExports.ts';
import { graceSeconds, sweepExposure } from '../../../shared/exposure/export/sweepExposure.ts';
import type { ExposureKey } from '../../../shared/exposure/key.ts';
import type { Region } from '../../../shared/exposure/region.ts';
import type { Services } from '../../../shared/services.ts';
import { Crash } from '../../harness/crash.ts';
import type { TestServices } from '../../harness/services.ts';
import { crashAt } from './crashAt.ts';
import {
  daysAgo,
  fetchAll,
  idsOf,
  keyOf,
  region,
  signingKey,
  store,
  stored,
  untilNoon,
} from './exportFixtures.ts';
import type { ReadExport } from './readExport.ts';

/** Keys, settings, and the points at which runs crash. */
export interface CrashScenario {
  /** Per key: days since its window, days until its revision (0 for none), and whether it belongs to both regions. */
  keys: { days: number; revisedAfter: number; both: boolean }[];
  minimumKeys: number;
  maximumKeysPerFile: number;
  /** Crash points of consecutive export runs. A final run does not crash. */
  exportCrashes: number[];
  /** The same for runs after a signing key was revoked, and for sweeps. */
  resignCrashes: number[];
  sweepCrashes: number[];
}

const crashes = fc.array(fc.nat(160), { maxLength: 4 });

export const crashScenarios: fc.Arbitrary<CrashScenario> = fc.record({
  keys: fc.array(
    fc.record({ days: fc.integer({ min: 1, max: 4 }), revisedAfter: fc.nat(3), both: fc.boolean() }),
    { maxLength: 12 },
  ),
  minimumKeys: fc.constantFrom(0, 0, 6),
  maximumKeysPerFile: fc.constantFrom(2, 5, 100),
  exportCrashes: crashes,
  resignCrashes: crashes,
  sweepCrashes: crashes,
});

/**
 * Runs a scenario and checks its invariants: after each crash, every link of the index leads to a valid file; at the end,
 * each key of a closed window is in exactly one file of each of its regions, and the index lists exactly the stored files.
 * @returns the number of crashes
 */
export async function runScenario(scenario: CrashScenario, services: TestServices): Promise<number> {
  let crashCount = 0;
  untilNoon(services);
  const settings = {
    minimumKeys: scenario.minimumKeys,
    maximumKeysPerFile: scenario.maximumKeysPerFile,
    signingKeys: [signingKey('v1'), signingKey('v2', { validFrom: '2021-01-01T00:00:00Z' })],
  };
  const both = [await region(services, settings), await region(services, settings)];
  const keys = scenario.keys.map((each) => exposureKey(each, both, services));
  await store(keys, services);
  const expectValidIndexes = async () => {
    for (const at of both)
      if (await services.exports.head(`${at.id}/index.txt`)) await fetchAll(at, services);
  };
  const runWithCrashes = async (points: number[], work: (services: Services) => Promise<unknown>) => {
    for (const point of points) {
      await work(crashAt(services, point).services).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
        crashCount++;
      });
      await expectValidIndexes();
    }
    await work(services);
  };

  await runWithCrashes(scenario.exportCrashes, (each) => runExports({}, each));
  for (const at of both) await expectComplete(at, keys, 'v2,v1', services);

  for (const at of both) await revoke(at, services);
  await runWithCrashes(scenario.resignCrashes, (each) => runExports({}, each));
  services.clock.advance({ seconds: graceSeconds });
  await runWithCrashes(scenario.sweepCrashes, sweepExposure);
  services.clock.advance({ seconds: graceSeconds });
  await runWithCrashes([], sweepExposure);
  for (const at of both) await expectComplete(at, keys, 'v1', services);

  services.clock.advance({ days: 16 });
  await runWithCrashes(scenario.sweepCrashes, sweepExposure);
  services.clock.advance({ seconds: graceSeconds });
  await runWithCrashes(scenario.sweepCrashes, sweepExposure);
  for (const at of both) await expectDeleted(at, keys, services);
  expect(services.log.lines.filter(({ message }) => /differ from the exported keys/.test(message))).toEqual(
    [],
  );
  for (const { id } of both) await services.regions.delete([id], id);
  return crashCount;
}

function exposureKey(
  { days, revisedAfter, both: isBoth }: CrashScenario['keys'][number],
  both: Region[],
  services: Services,
): ExposureKey {
  const window = daysAgo(days, services);
  const [one = both[0] as Region] = both;
  const key = keyOf(one, window, {
    reportType: 'likely',
    regions: isBoth ? both.map(({ id }) => id) : [one.id],
  });
  // The revision is not in the future. A revision of today is in a window that is still open.
  if (revisedAfter === 0) return key;
  const later = daysAgo(Math.max(0, days - revisedAfter + 1), services);
  return { ...key, revised: { reportType: 'confirmed', transmissionRisk: 3, window: later } };
}

async function expectComplete(
  at: Region,
  keys: ExposureKey[],
  signers: string,
  services: Services,
): Promise<void> {
  const { paths, files } = await fetchAll(at, services);
  expect(paths.toSorted()).toEqual(await stored(at, services));
  const own = keys.filter(({ regions }) => regions.includes(at.id));
  const today = daysAgo(0, services);
  const exported = (window: number, part: (file: ReadExport) => { id: string }[]) =>
    files.filter(({ start }) => start === window).flatMap((file) => idsOf(part(file)));
  for (const window of new Set(own.flatMap((key) => [key.window, key.revised?.window ?? key.window]))) {
    if (window >= today) continue;
    const first = idsOf(own.filter((key) => key.window === window));
    const revised = idsOf(own.filter((key) => key.revised?.window === window && key.window < window));
    expect(exported(window, (file) => file.keys).filter((id) => own.some((key) => key.id === id))).toEqual(
      first.toSorted(),
    );
    expect(exported(window, (file) => file.revised)).toEqual(revised.toSorted());
    if (first.length + revised.length > 0)
      expect(exported(window, (file) => file.keys).length, 'enough new keys').toBeGreaterThanOrEqual(
        Math.min(at.minimumKeys, at.maximumKeysPerFile),
      );
  }
  for (const { keys, revised } of files)
    expect(keys.length + revised.length).toBeLessThanOrEqual(at.maximumKeysPerFile);
  const all = files.flatMap((file) => idsOf(file.keys));
  expect(new Set(all).size, 'no duplicate keys').toBe(all.length);
  for (const file of files) expect(file.signatures.map(({ info }) => info.version).join()).toBe(signers);
}

async function expectDeleted(at: Region, keys: ExposureKey[], services: Services): Promise<void> {
  expect((await fetchAll(at, services)).paths).toEqual([]);
  expect(await stored(at, services)).toEqual([]);
  for (const { id } of keys) expect(await services.exposureKeys.read([id], id)).toBeUndefined();
}

/** Revokes the newer key. */
async function revoke({ id }: Region, services: Services): Promise<void> {
  const { record, etag } = (await services.regions.read([id], id)) ?? {};
  if (!record || !etag) throw new Error('The region was deleted.');
  const signingKeys = record.signingKeys.map((key) =>
    key.verificationKeyVersion === 'v2' ? { ...key, revokedAt: services.clock.now().toISOString() } : key,
  );
  await services.regions.replace([id], { ...record, signingKeys }, etag);
}
