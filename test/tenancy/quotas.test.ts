import { describe, expect, test } from 'vitest';
import { listJobs } from '../../functions/api/listJobs.ts';
import { getQuotas } from '../../functions/api/organisation/getQuotas.ts';
import { deleteDevice } from '../../shared/identity/deleteDevice.ts';
import { register } from '../../shared/identity/register.ts';
import { sweepDevices } from '../../shared/identity/sweepDevices.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { upkeepCounters } from '../../shared/jobs/upkeep/upkeepCounters.ts';
import { metrics, type Quota } from '../../shared/tenancy/quotas/quota.ts';
import { quotaStates } from '../../shared/tenancy/quotas/quotaStates.ts';
import { endedWindows, windowKey, windowOf } from '../../shared/tenancy/quotas/windows.ts';
import { authorityFor, keysBefore, publishOf, send } from '../exposure/authority.ts';
import { failing } from '../harness/failing.ts';
import { codeOf, page, toPdf } from '../harness/jobs.ts';
import { newOrganisation } from '../harness/organisations.ts';
import { quota } from '../harness/quotas.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { call, problem } from '../http/call.ts';

/** Services whose default organisation has quotas; its tier needs no organisation record. */
async function servicesWith(...quotas: Quota[]): Promise<TestServices> {
  const services = await testServices();
  await services.tiers.create({ id: 'default', name: 'Default', quotas });
  return services;
}
const amount = async (key: string, { counters }: TestServices, id = 'default') =>
  (await counters.read(['default', id], id))?.record.used[key];

describe('a period', () => {
  test.each([
    ['hour', '2026-11-29T11:00:00.000Z', '2026-11-29T12:00:00.000Z'],
    ['day', '2026-11-29T00:00:00.000Z', '2026-11-30T00:00:00.000Z'],
    // A Sunday is the last day of an ISO week.
    ['week', '2026-11-23T00:00:00.000Z', '2026-11-30T00:00:00.000Z'],
    ['month', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
    ['year', '2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['total', '1970-01-01T00:00:00.000Z', undefined],
  ] as const)('of one %s is a calendar period', (period, start, end) => {
    const window = windowOf(period, new Date('2026-11-29T11:59:59.999Z'));
    expect([window.start.toISOString(), window.end?.toISOString()]).toEqual([start, end]);
  });

  test('is forgotten a day after its end', () => {
    const key = (period: Quota['period'], at: string) =>
      windowKey({ metric: 'submitted_jobs', period }, new Date(at));
    const keys = [
      key('hour', '2026-11-28T10:00Z'),
      key('hour', '2026-11-28T12:00Z'),
      key('day', '2026-11-27T00:00Z'),
      key('day', '2026-11-28T00:00Z'),
      key('total', '2026-11-28T00:00Z'),
    ];
    expect(endedWindows(keys, new Date('2026-11-29T12:30Z'))).toEqual([keys[0], keys[2]]);
  });
});

describe('a quota of devices', () => {
  test('counts those registered before it, admits exactly its maximum, and counts none that are deleted', async () => {
    const services = await testServices();
    const first = await register(undefined, services);
    await services.tiers.create({
      id: 'default',
      name: 'Default',
      quotas: [quota('registered_devices', 4)],
    });
    services.clock.advance({ seconds: 31 });
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => codeOf(register(undefined, services).then(() => 'registered'))),
    );
    expect(outcomes.toSorted()).toEqual([...Array(5).fill('quota_exceeded'), ...Array(3).fill('registered')]);
    await deleteDevice(first.uuid, services);
    await deleteDevice(first.uuid, services);
    await register(undefined, services);
    expect(await codeOf(register(undefined, services))).toBe('quota_exceeded');

    services.clock.advance({ days: 200 });
    expect(await sweepDevices(services)).toBe(4);
    expect(await amount('registered_devices:total:1970-01-01', services)).toBe(0);
  });

  test('does not count a registration that fails', async () => {
    const services = await servicesWith(quota('registered_devices', 1));
    const devices = failing(services.devices, 'create', 'No storage.');
    await expect(register(undefined, { ...services, devices })).rejects.toThrow('No storage.');
    await register(undefined, services);
  });
});

test('a quota of exposure keys counts new keys of the health authorities of the organisation', async () => {
  const services = await servicesWith(quota('published_keys', 5, 'day'));
  const authority = await authorityFor(services);
  const { clock } = services;
  const publish = async (keys: ReturnType<typeof keysBefore>) =>
    send(await publishOf(authority, keys, clock.now()), services);
  const keys = keysBefore(clock.now(), 3);
  expect((await publish(keys)).status).toBe(200);
  const more = await publish(keysBefore(clock.now(), 3));
  expect([more.status, more.body.code]).toEqual([429, 'quota_exceeded']);
  expect(Number(more.headers['retry-after'])).toBeGreaterThan(0);
  // Two are new.
  const [key] = [windowKey({ metric: 'published_keys', period: 'day' }, clock.now())];
  expect(await amount(key, services)).toBe(3);
  expect((await publish(keysBefore(clock.now(), 2))).status).toBe(200);
  expect(await amount(key, services)).toBe(5);
});

describe('a quota of API calls', () => {
  const list = (token: string, services: TestServices) =>
    call(listJobs, { services, headers: { authorization: `Bearer ${token}` } });

  test('counts the calls of all instances, and the request of the quotas is free', async () => {
    const services = await servicesWith(quota('api_calls', 5, 'day'));
    const beside = await testServices({}, services);
    const { token, uuid } = await register(undefined, services);
    for (const each of [services, beside, services, beside])
      expect((await list(token, each)).status).toBe(200);
    services.clock.advance({ seconds: 10 });
    // Now each instance adds its calls to the counter, and reads those of the others.
    expect((await list(token, services)).status).toBe(200);
    expect((await list(token, beside)).status).toBe(200);
    const refused = await list(token, beside);
    expect(await problem(refused)).toMatchObject({ code: 'quota_exceeded', metric: 'api_calls', max: 5 });
    const authorization = `Bearer ${token}`;
    const { quotas } = (await (await call(getQuotas, { services, headers: { authorization } })).json()) as {
      quotas: object[];
    };
    expect(quotas).toEqual([
      {
        metric: 'api_calls',
        max: 5,
        period: 'day',
        used: 4,
        reset: expect.stringMatching(/T00:00:00.000Z$/),
      },
    ]);
    expect(
      Object.keys((await services.counters.read(['default', uuid], uuid))?.record.used ?? {}),
    ).toHaveLength(1);
  });
});

test('the state of every metric is reported', async () => {
  const services = await testServices();
  const quotas = Object.keys(metrics).map((metric) => quota(metric as Quota['metric'], 9999));
  const caller = await newOrganisation(services, { tier: { quotas } });
  await submit({ caller, files: [page], steps: toPdf }, services);

  const used = Object.fromEntries(
    (await quotaStates(caller, services)).quotas.map(({ metric, used }) => [metric, used]),
  );
  expect(used).toEqual({
    registered_devices: 0,
    submitted_jobs: 1,
    concurrent_jobs: 1,
    converted_pages: 0,
    stored_bytes: page.bytes.byteLength,
    published_keys: 0,
    api_calls: 0,
  });
});

test('the timer removes ended periods and corrects what exists now', async () => {
  const services = await testServices();
  const quotas = [
    quota('submitted_jobs', 9, 'hour'),
    quota('stored_bytes', 9999),
    quota('registered_devices', 9),
  ];
  const caller = await newOrganisation(services, { tier: { quotas } });
  await submit({ caller, files: [page], steps: toPdf }, services);
  const { organisationId: id } = caller;
  const used = async () => (await services.counters.read([id, id], id))?.record.used;
  await services.counters.patch([id, id], id, [
    { op: 'incr', path: '/used/stored_bytes:total:1970-01-01', value: 777 },
  ]);
  services.clock.advance({ hours: 26 });
  expect(await upkeepCounters(services)).toBe(1);
  expect(await used()).toEqual({
    'stored_bytes:total:1970-01-01': page.bytes.byteLength,
    'registered_devices:total:1970-01-01': 0,
  });
});
