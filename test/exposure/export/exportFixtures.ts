import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { pathOf } from '../../../shared/exposure/export/names.ts';
import type { ExposureKey } from '../../../shared/exposure/key.ts';
import { type Region, regionSchema } from '../../../shared/exposure/region.ts';
import { windowAt } from '../../../shared/exposure/window.ts';
import type { Services } from '../../../shared/services.ts';
import { TestClock, type TestServices, testServices } from '../../harness/services.ts';
import { type ReadExport, readExport } from './readExport.ts';

// Fixtures of export tests: services, regions, keys, and the download of a phone.

const day = 86_400;

/**
 * Services at noon with one window per day.
 * @param existing creates another instance for the tenant of these services, with the same clock or a copy of it
 */
export async function exportServices(
  settings: Record<string, string> = {},
  existing?: Pick<TestServices, 'tenant' | 'clock'>,
  { clock }: { clock: 'own' | 'same' } = { clock: 'same' },
): Promise<TestServices> {
  const one = { EXPORT_PERIODS: '1440', ...settings };
  if (existing)
    return testServices(one, {
      tenant: existing.tenant,
      clock: clock === 'same' ? existing.clock : new TestClock(existing.clock.now()),
    });
  const services = await testServices(one);
  untilNoon(services);
  return services;
}

/** Advances the clock to noon of the next day. */
export function untilNoon({ clock }: TestServices): void {
  clock.advance({ seconds: day * 1.5 - (nowOf({ clock }) % day) });
}

const nowOf = ({ clock }: Pick<Services, 'clock'>): number => clock.now().getTime() / 1000;

/** The start of the window `days` days ago; 1 is the latest closed window. */
export function daysAgo(days: number, services: Services): number {
  return windowAt(nowOf(services) - days * day, services.config.exportPeriods).start;
}

let regions = 0;

/** Creates a region without padding whose files are signed with the first signing key. */
export async function region(
  services: Services,
  settings: Partial<Parameters<typeof regionSchema.parse>[0] & object> = {},
): Promise<Region> {
  const given = {
    minimumKeys: 0,
    paddingRange: 0,
    signingKeys: [signingKey('v1')],
    ...settings,
  };
  const record: Region = { ...regionSchema.parse(given), id: `R${process.pid}-${++regions}` };
  expect(await services.regions.create(record)).toBeDefined();
  return record;
}

/** The settings of a signing key of a region. */
export const signingKey = (version: string, more: object = {}) => ({
  verificationKeyId: '440',
  verificationKeyVersion: version,
  name: 'export-signing',
  validFrom: '2020-01-01T00:00:00Z',
  ...more,
});

/** A key as stored by a publish. */
export function keyOf(
  { id: regionId }: Pick<Region, 'id'>,
  window: number,
  more: Partial<ExposureKey> = {},
): ExposureKey {
  return {
    id: randomBytes(16).toString('hex'),
    organisationId: 'default',
    regions: [regionId],
    rollingStart: Math.floor((window - 2 * day) / 600),
    rollingPeriod: 144,
    reportType: 'confirmed',
    transmissionRisk: 4,
    daysSinceOnset: 1,
    window,
    ...more,
  };
}

export async function store(keys: ExposureKey[], { exposureKeys }: Services): Promise<void> {
  for (const key of keys) expect(await exposureKeys.create(key)).toBeDefined();
}

/** Downloads like a phone: reads the index and fetches all of its files. Fails for a dead link. */
export async function fetchAll(
  { id }: Pick<Region, 'id'>,
  services: Services,
): Promise<{ paths: string[]; files: ReadExport[] }> {
  const index = await services.exports.read(pathOf(id, 'index.txt'));
  expect(index, 'the index').toBeDefined();
  const paths = index?.text.split('\n').filter(Boolean) ?? [];
  const files: ReadExport[] = [];
  for (const path of paths) files.push(await readExport(await bytesOf(path, services)));
  return { paths, files };
}

export async function bytesOf(path: string, services: Services): Promise<Buffer> {
  const file = await services.exports.open(path);
  expect(file, path).toBeDefined();
  return Buffer.concat((await file?.body.toArray()) as Buffer[]);
}

/** The names of all files of a region in storage, without the indexes. */
export async function stored({ id }: Pick<Region, 'id'>, { exports }: Services): Promise<string[]> {
  const names = await Array.fromAsync(exports.list(`${id}/`));
  return names.filter((name) => name.endsWith('.zip'));
}

/** The public key of a signing key that is stored as a secret. */
export async function publicKey(services: Services, name = 'export-signing'): Promise<KeyObject> {
  return createPublicKey((await services.vault.current(name)).value);
}

export const idsOf = (keys: readonly { id: string }[]): string[] => keys.map(({ id }) => id);
