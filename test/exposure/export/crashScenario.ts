import fc from 'fast-check';
import { expect } from 'vitest';
import { runExports } from '../../../shared/exposure/export/runExports.ts';
import { graceSeconds, sweepExposure } from '../../../shared/exposure/export/sweep.ts';
import type { ExposureKey } from '../../../shared/exposure/key.ts';
import type { Region } from '../../../shared/exposure/region.ts';
import type { Services } from '../../../shared/services.ts';
import type { TestServices } from '../../harness/services.ts';
import { Crash, crashing } from './crashing.ts';
import type { ReadExport } from './readExport.ts';
import { daysAgo, fetchAll, idsOf, keyOf, region, signingKey, store, stored, untilNoon } from './world.ts';

/** What may befall keys and their exports. */
export interface Fate {
  /** One a key: its window, how many days later it was revised, and whether it is for both regions. */
  keys: { days: number; revisedAfter: number; both: boolean }[];
  minimumKeys: number;
  maximumKeysPerFile: number;
  /** Where each run dies, one after the other; then one lives. */
  exportCrashes: number[];
  /** The same for the run after a signing key was revoked, and for the sweep. */
  resignCrashes: number[];
  sweepCrashes: number[];
}

const crashes = fc.array(fc.nat(160), { maxLength: 4 });

export const fates: fc.Arbitrary<Fate> = fc.record({
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
 * Lives through a fate and checks what must hold: whenever a run has died, each link of the index leads to a whole file; at
 * last each key of a closed window is in exactly one file of each of its regions, and the index equals the files.
 * @returns how often a run died
 */
export async function live(fate: Fate, services: TestServices): Promise<number> {
  let deaths = 0;
  untilNoon(services);
  const settings = {
    minimumKeys: fate.minimumKeys,
    maximumKeysPerFile: fate.maximumKeysPerFile,
    signingKeys: [signingKey('v1'), signingKey('v2', { validFrom: '2021-01-01T00:00:00Z' })],
  };
  const both = [await region(services, settings), await region(services, settings)];
  const keys = fate.keys.map((each) => exposureKey(each, both, services));
  await store(keys, services);
  const indexesHold = async () => {
    for (const at of both)
      if (await services.exports.head(`${at.id}/index.txt`)) await fetchAll(at, services);
  };
  const through = async (points: number[], work: (services: Services) => Promise<unknown>) => {
    for (const point of points) {
      await work(crashing(services, point).services).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
        deaths++;
      });
      await indexesHold();
    }
    await work(services);
  };

  await through(fate.exportCrashes, (each) => runExports({}, each));
  for (const at of both) await expectWhole(at, keys, 'v2,v1', services);

  for (const at of both) await revoke(at, services);
  await through(fate.resignCrashes, (each) => runExports({}, each));
  services.clock.advance({ seconds: graceSeconds });
  await through(fate.sweepCrashes, sweepExposure);
  services.clock.advance({ seconds: graceSeconds });
  await through([], sweepExposure);
  for (const at of both) await expectWhole(at, keys, 'v1', services);

  services.clock.advance({ days: 16 });
  await through(fate.sweepCrashes, sweepExposure);
  services.clock.advance({ seconds: graceSeconds });
  await through(fate.sweepCrashes, sweepExposure);
  for (const at of both) await expectGone(at, keys, services);
  expect(services.log.lines.filter(({ message }) => /not those that were exported/.test(message))).toEqual(
    [],
  );
  for (const { id } of both) await services.regions.delete([id], id);
  return deaths;
}

function exposureKey(
  { days, revisedAfter, both: isBoth }: Fate['keys'][number],
  both: Region[],
  services: Services,
): ExposureKey {
  const window = daysAgo(days, services);
  const [one = both[0] as Region] = both;
  const key = keyOf(one, window, {
    reportType: 'likely',
    regions: isBoth ? both.map(({ id }) => id) : [one.id],
  });
  // Revised no later than now; a revision of today waits for its window.
  if (revisedAfter === 0) return key;
  const later = daysAgo(Math.max(0, days - revisedAfter + 1), services);
  return { ...key, revised: { reportType: 'confirmed', transmissionRisk: 3, window: later } };
}

async function expectWhole(
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
    const again = idsOf(own.filter((key) => key.revised?.window === window && key.window < window));
    expect(exported(window, (file) => file.keys).filter((id) => own.some((key) => key.id === id))).toEqual(
      first.toSorted(),
    );
    expect(exported(window, (file) => file.revised)).toEqual(again.toSorted());
    if (first.length + again.length > 0)
      expect(exported(window, (file) => file.keys).length, 'enough are new').toBeGreaterThanOrEqual(
        Math.min(at.minimumKeys, at.maximumKeysPerFile),
      );
  }
  for (const { keys, revised } of files)
    expect(keys.length + revised.length).toBeLessThanOrEqual(at.maximumKeysPerFile);
  const all = files.flatMap((file) => idsOf(file.keys));
  expect(new Set(all).size, 'no key is twice').toBe(all.length);
  for (const file of files) expect(file.signatures.map(({ info }) => info.version).join()).toBe(signers);
}

async function expectGone(at: Region, keys: ExposureKey[], services: Services): Promise<void> {
  expect((await fetchAll(at, services)).paths).toEqual([]);
  expect(await stored(at, services)).toEqual([]);
  for (const { id } of keys) expect(await services.exposureKeys.read([id], id)).toBeUndefined();
}

/** Revokes the newer of both keys. */
async function revoke({ id }: Region, services: Services): Promise<void> {
  const { record, etag } = (await services.regions.read([id], id)) ?? {};
  if (!record || !etag) throw new Error('The region is gone.');
  const signingKeys = record.signingKeys.map((key) =>
    key.verificationKeyVersion === 'v2' ? { ...key, revokedAt: services.clock.now().toISOString() } : key,
  );
  await services.regions.replace([id], { ...record, signingKeys }, etag);
}
