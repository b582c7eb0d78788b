import { beforeAll, describe, expect, test } from 'vitest';
import { runExports } from '../../shared/exposure/export/runExports.ts';
import { graceSeconds, sweepExposure } from '../../shared/exposure/export/sweepExposure.ts';
import type { ReportType } from '../../shared/exposure/key.ts';
import type { TestServices } from '../harness/services.ts';
import { authorityFor, keysBefore, publishOf, send, storedKeys, type TestAuthority } from './authority.ts';
import { exportServices, fetchAll, idsOf, signingKey, untilNoon } from './export/exportFixtures.ts';

let services: TestServices;
let first: TestAuthority;
let second: TestAuthority;
beforeAll(async () => {
  services = await exportServices();
  const region = { minimumKeys: 0, paddingRange: 0, signingKeys: [signingKey('v1')] };
  first = await authorityFor(services, { region });
  second = await authorityFor(services, { region });
});

type Keys = ReturnType<typeof keysBefore>;
const now = () => services.clock.now();
const regionOf = ({ record }: TestAuthority) => ({ id: record.regions[0] ?? '' });
async function publish(by: TestAuthority, keys: Keys, reportType: ReportType = 'likely', revisionToken = '') {
  const sent = { ...(await publishOf(by, keys, now(), { reportType })), revisionToken };
  const answer = await send(sent, services);
  expect(answer.status).toBe(200);
  return answer.body;
}
/** Exports the windows up to yesterday. @returns the ids of new and revised keys in the files of the last day */
async function exported(by: TestAuthority) {
  untilNoon(services);
  const region = regionOf(by);
  await runExports({ region: region.id }, services);
  const { files } = await fetchAll(region, services);
  const yesterday = Math.floor(now().getTime() / 86_400_000 - 1) * 86_400;
  const own = files.filter(({ start }) => start === yesterday);
  const typesOf = (name: 'keys' | 'revised') =>
    Object.fromEntries(own.flatMap((file) => file[name]).map(({ id, reportType }) => [id, reportType]));
  return { keys: typesOf('keys'), revised: typesOf('revised') };
}
const all = (keys: Keys, type: number) =>
  Object.fromEntries(keys.map(({ key }) => [Buffer.from(key, 'base64').toString('hex'), type]));
const numbers = { confirmed: 1, likely: 2, revoked: 5 };
const nothing = { keys: {}, revised: {} };

describe('a key that a second health authority publishes', () => {
  test('is exported to its region in the current window, and not again to the first one', async () => {
    const keys = keysBefore(now(), 3);
    await publish(first, keys);
    expect(await exported(first)).toEqual({ keys: all(keys, numbers.likely), revised: {} });
    expect(await exported(second)).toEqual(nothing);
    const body = await publish(second, keys);
    expect(body).not.toHaveProperty('insertedExposures');
    expect(body).not.toHaveProperty('warnings');
    expect(await exported(second)).toEqual({ keys: all(keys, numbers.likely), revised: {} });
    expect(await exported(first)).toEqual(nothing);
    // An exact repeat changes nothing.
    const before = await storedKeys(keys, services);
    await publish(second, keys);
    await publish(first, keys);
    expect(await storedKeys(keys, services)).toEqual(before);
  });

  test('is exported among the other keys of that region, in order', async () => {
    const [known, own] = [keysBefore(now(), 5), keysBefore(now(), 5)];
    await publish(first, known);
    await exported(first);
    await publish(second, known);
    await publish(second, own);
    untilNoon(services);
    await runExports({ region: regionOf(second).id }, services);
    const { files } = await fetchAll(regionOf(second), services);
    const ids = idsOf(files.at(-1)?.keys ?? []);
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids)).toEqual(new Set(Object.keys(all([...known, ...own], 0))));
  });

  test('is exported there with its later revision', async () => {
    const keys = keysBefore(now(), 2);
    const { revisionToken } = await publish(first, keys);
    await exported(first);
    await publish(second, keys);
    await exported(second);
    await publish(first, keys, 'confirmed', revisionToken);
    const revised = { keys: {}, revised: all(keys, numbers.confirmed) };
    expect(await exported(first)).toEqual(revised);
    services.clock.advance({ days: -1 });
    expect(await exported(second)).toEqual(revised);
  });

  test('is exported there once with its revised values if it was revised before', async () => {
    const keys = keysBefore(now(), 2);
    const { revisionToken } = await publish(first, keys);
    await exported(first);
    await publish(first, keys, 'confirmed', revisionToken);
    await exported(first);
    await publish(second, keys, 'confirmed');
    expect(await exported(second)).toEqual({ keys: all(keys, numbers.confirmed), revised: {} });
    expect(await exported(second)).toEqual(nothing);
  });

  test('is exported there once if the same publish revises it', async () => {
    const keys = keysBefore(now(), 2);
    const { revisionToken } = await publish(first, keys);
    await exported(first);
    await publish(second, keys, 'confirmed', revisionToken);
    expect(await exported(second)).toEqual({ keys: all(keys, numbers.confirmed), revised: {} });
    services.clock.advance({ days: -1 });
    expect(await exported(first)).toEqual({ keys: {}, revised: all(keys, numbers.confirmed) });
  });

  test('is not exported there if it was revoked, with a warning', async () => {
    const keys = keysBefore(now(), 1);
    const { revisionToken } = await publish(first, keys);
    await publish(first, keys, 'negative', revisionToken);
    const body = await publish(second, keys);
    expect(body.warnings).toEqual([expect.stringMatching(/^key 0 is revoked /)]);
    expect(await exported(second)).toEqual(nothing);
  });

  test('is kept until its last window expires', async () => {
    const keys = keysBefore(now(), 1);
    await publish(first, keys);
    services.clock.advance({ days: 12 });
    await publish(second, keys);
    expect(await exported(second)).toEqual({ keys: all(keys, numbers.likely), revised: {} });
    const sweep = async () => {
      await sweepExposure(services);
      services.clock.advance({ seconds: graceSeconds });
      await sweepExposure(services);
    };
    services.clock.advance({ days: 10 });
    await sweep();
    expect(await storedKeys(keys, services)).toEqual([
      expect.objectContaining({ regions: first.record.regions }),
    ]);
    services.clock.advance({ days: 8 });
    await sweep();
    expect(await storedKeys(keys, services)).toEqual([undefined]);
    expect(
      services.log.lines.filter(({ message }) => message.includes('differ from the exported keys')),
    ).toEqual([]);
  });

  test('is added by concurrent publishes of several authorities', async () => {
    const keys = keysBefore(now(), 2);
    const others = await Promise.all([1, 2, 3].map(() => authorityFor(services, { regions: 2 })));
    await publish(first, keys);
    await Promise.all(others.map((by) => publish(by, keys)));
    for (const record of await storedKeys(keys, services))
      expect(new Set(record?.added?.map(({ region }) => region))).toEqual(
        new Set(others.flatMap((by) => by.record.regions)),
      );
  });

  test('is not added to more than 100 regions, with a warning', async () => {
    const keys = keysBefore(now(), 1);
    const [many, more] = [
      await authorityFor(services, { regions: 50 }),
      await authorityFor(services, { regions: 51 }),
    ];
    await publish(many, keys);
    expect((await publish(more, keys)).warnings).toEqual([
      expect.stringMatching(/^key 0 has too many regions/),
    ]);
    expect((await storedKeys(keys, services))[0]).not.toHaveProperty('added');
  });
});
