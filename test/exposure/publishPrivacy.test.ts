import { beforeAll, expect, test } from 'vitest';
import { publishKeys } from '../../functions/api/publishKeys.ts';
import { register } from '../../shared/identity/register.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { call } from '../http/call.ts';
import {
  authorityFor,
  idOf,
  keysBefore,
  publishOf,
  type Sent,
  type TestAuthority,
  wrapped,
} from './authority.ts';

let services: TestServices;
let authority: TestAuthority;
beforeAll(async () => {
  services = await testServices({ LOG_LEVEL: 'debug' });
  authority = await authorityFor(services, { region: { requires: { device: true } } });
  // In the middle of a window, an hour, a minute.
  const at = new Date(services.clock.now());
  at.setUTCHours(13, 37, 41, 123);
  services.clock.advance({ seconds: (at.getTime() - services.clock.now().getTime()) / 1000 });
});

const address = '203.0.113.77';
const traceId = '0af7651916cd43dd8448eb211c80319c';
const own = (record: object) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !name.startsWith('_')));

/** Publishes as three phones do, within a few seconds. */
async function threePublishes() {
  const phones: { sent: Sent; uuid: string; token: string; revisionToken: string }[] = [];
  for (let phone = 0; phone < 3; phone++) {
    const { uuid, token } = await register(undefined, services);
    const now = services.clock.now();
    const sent = await publishOf(authority, keysBefore(now, 4), now);
    const answer = await call(publishKeys, {
      body: JSON.stringify(sent),
      headers: {
        authorization: `Bearer ${token}`,
        'x-forwarded-for': address,
        'user-agent': `phone ${phone}`,
      },
      traceparent: `00-${traceId}-b7ad6b7169203331-01`,
      services,
    });
    const { revisionToken } = (await answer.json()) as { revisionToken: string };
    expect(answer.status).toBe(200);
    phones.push({ sent, uuid, token, revisionToken });
    services.clock.advance({ seconds: 7 });
  }
  return phones;
}

test('nothing that is stored, nor any line that is logged, links keys with each other, a device, a token or an address', async () => {
  const phones = await threePublishes();
  const everything = async (name: 'exposureKeys' | 'certificates' | 'publishStatistics') =>
    (await Array.fromAsync(services[name].query<{ id: string }>({ text: 'SELECT * FROM c' }))).map(own);
  const keys = await everything('exposureKeys');
  const certificates = await everything('certificates');
  const statistics = await everything('publishStatistics');
  expect(keys).toHaveLength(12);
  expect(certificates).toHaveLength(3);

  // A key is what it must be and no more.
  const fields = [
    'daysSinceOnset',
    'id',
    'organisationId',
    'regions',
    'reportType',
    'rollingPeriod',
    'rollingStart',
  ];
  for (const key of keys)
    expect(Object.keys(key).toSorted()).toEqual([...fields, 'transmissionRisk', 'window']);

  // Whatever value several keys share, keys of each of the publishes share it.
  const publishOfKey = new Map(
    phones.flatMap(({ sent }, index) => sent.temporaryExposureKeys.map((key) => [idOf(key), index])),
  );
  const sharers = new Map<string, { publishes: Set<unknown>; count: number }>();
  for (const key of keys)
    for (const [name, value] of Object.entries(key)) {
      const entry = sharers.get(`${name}=${JSON.stringify(value)}`) ?? { publishes: new Set(), count: 0 };
      entry.publishes.add(publishOfKey.get(String(key.id)));
      entry.count++;
      sharers.set(`${name}=${JSON.stringify(value)}`, entry);
    }
  for (const [value, { publishes, count }] of sharers) if (count > 1) expect(publishes.size, value).toBe(3);

  // No other record names a key, and no key names another record.
  const rest = JSON.stringify([certificates, statistics]);
  for (const { id } of keys) expect(rest).not.toContain(id);
  for (const { id } of certificates) expect(JSON.stringify(keys)).not.toContain(id);

  // No time is finer than a window.
  const window = services.config.exportPeriods[0]?.seconds ?? 0;
  for (const { ttl } of certificates as { ttl?: number }[]) expect((ttl ?? 1) % 86_400).toBe(0);
  const around = services.clock.now().getTime() / 1000;
  const numbers = [...JSON.stringify([keys, certificates, statistics]).matchAll(/\b\d{10,13}\b/g)].map(
    Number,
  );
  for (const number of numbers) {
    const seconds = number > 1e11 ? number / 1000 : number;
    if (Math.abs(seconds - around) < 30 * 86_400) expect(seconds % window, `${number}`).toBe(0);
  }
  expect(JSON.stringify([keys, certificates, statistics])).not.toMatch(/T\d\d:\d\d/);

  const said = JSON.stringify([keys, certificates, statistics, services.log.lines]);
  const secrets = phones.flatMap(({ sent, uuid, token, revisionToken }) => [
    uuid,
    token,
    revisionToken,
    String(sent.verificationPayload),
    String(sent.hmacKey),
  ]);
  for (const secret of [...secrets, address, traceId, 'phone 0']) expect(said).not.toContain(secret);
  expect(JSON.stringify(services.log.lines)).not.toMatch(/[0-9a-f]{32}/);
});

test('a device that published is none but one that called on this day', async () => {
  const devices = await Array.fromAsync(
    services.devices.query<{ lastUsed: string }>({ text: 'SELECT * FROM c' }),
  );
  for (const device of devices)
    expect(Object.keys(own(device)).toSorted()).toEqual([
      'createdAt',
      'id',
      'lastUsed',
      'organisationId',
      'pepperVersion',
      'secretHash',
    ]);
});

test('a failure is logged without what its message names', async () => {
  const now = services.clock.now();
  const { token } = await register(undefined, services);
  const sent = await publishOf(authority, keysBefore(now), now);
  const create: TestServices['exposureKeys']['create'] = async ({ id }) => {
    throw Object.assign(new Error(`Entity ${id} ${sent.verificationPayload} is broken`), { code: 500 });
  };
  const before = services.log.lines.length;
  const answer = await call(publishKeys, {
    body: JSON.stringify(sent),
    headers: { authorization: `Bearer ${token}` },
    services: wrapped(services, 'exposureKeys', { create }),
  });
  expect(answer.status).toBe(503);
  const lines = services.log.lines.slice(before);
  expect(lines).toMatchObject([
    { level: 'error', message: 'A publish failed.', fields: { reason: 'Error', status: 500 } },
  ]);
  const text = JSON.stringify(lines) + (await answer.text());
  for (const key of sent.temporaryExposureKeys) {
    expect(text).not.toContain(idOf(key));
    expect(text).not.toContain(key.key);
  }
  expect(text).not.toContain(String(sent.verificationPayload));
});

test('a refused publish is logged without anything of it', async () => {
  const now = services.clock.now();
  const before = services.log.lines.length;
  const sent = await publishOf(authority, keysBefore(now), now);
  await call(publishKeys, { body: JSON.stringify({ ...sent, verificationPayload: 'x' }), services });
  await call(publishKeys, { body: '{"unknown":1}', services });
  expect(services.log.lines.slice(before)).toEqual([]);
});
