import { beforeAll, expect, test } from 'vitest';
import { publishKeys } from '../../functions/api/publishKeys.ts';
import { register } from '../../shared/identity/register.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { call } from '../http/call.ts';
import {
  authorityFor,
  idOf,
  keysBefore,
  overrideCalls,
  type PublishPayload,
  publishOf,
  type TestAuthority,
} from './authority.ts';

let services: TestServices;
let authority: TestAuthority;
beforeAll(async () => {
  services = await testServices({ LOG_LEVEL: 'debug' });
  authority = await authorityFor(services, { region: { requires: { device: true } } });
  // A time in the middle of a window, an hour and a minute, so that untruncated times are detected.
  const at = new Date(services.clock.now());
  at.setUTCHours(13, 37, 41, 123);
  services.clock.advance({ seconds: (at.getTime() - services.clock.now().getTime()) / 1000 });
});

const address = '203.0.113.77';
const traceId = '0af7651916cd43dd8448eb211c80319c';
const withoutSystemFields = (record: object) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !name.startsWith('_')));

/** Three phones publish within a few seconds. */
async function threePublishes() {
  const phones: { sent: PublishPayload; uuid: string; token: string; revisionToken: string }[] = [];
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

test('no stored record and no log entry links a key with other keys, a device, a token or an address', async () => {
  const phones = await threePublishes();
  const allRecords = async (name: 'exposureKeys' | 'certificates' | 'publishStatistics') =>
    (await Array.fromAsync(services[name].query<{ id: string }>({ text: 'SELECT * FROM c' }))).map(
      withoutSystemFields,
    );
  const keys = await allRecords('exposureKeys');
  const certificates = await allRecords('certificates');
  const statistics = await allRecords('publishStatistics');
  expect(keys).toHaveLength(12);
  expect(certificates).toHaveLength(3);

  // A key has only the required fields.
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

  // A value that several keys share is shared by keys of all three publishes.
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

  // No other record has the id of a key, and no key has the id of another record.
  const rest = JSON.stringify([certificates, statistics]);
  for (const { id } of keys) expect(rest).not.toContain(id);
  for (const { id } of certificates) expect(JSON.stringify(keys)).not.toContain(id);

  // Every time is truncated to a window.
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

  const text = JSON.stringify([keys, certificates, statistics, services.log.lines]);
  const secrets = phones.flatMap(({ sent, uuid, token, revisionToken }) => [
    uuid,
    token,
    revisionToken,
    String(sent.verificationPayload),
    String(sent.hmacKey),
  ]);
  for (const secret of [...secrets, address, traceId, 'phone 0']) expect(text).not.toContain(secret);
  expect(JSON.stringify(services.log.lines)).not.toMatch(/[0-9a-f]{32}/);
});

test('the record of a device does not show that it has published', async () => {
  const devices = await Array.fromAsync(
    services.devices.query<{ lastUsed: string }>({ text: 'SELECT * FROM c' }),
  );
  for (const device of devices)
    expect(Object.keys(withoutSystemFields(device)).toSorted()).toEqual([
      'createdAt',
      'id',
      'lastUsed',
      'organisationId',
      'secrets',
    ]);
});

test('the log entry of a failure does not contain its message', async () => {
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
    services: overrideCalls(services, 'exposureKeys', { create }),
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

test('a rejected publish is not logged', async () => {
  const now = services.clock.now();
  const before = services.log.lines.length;
  const sent = await publishOf(authority, keysBefore(now), now);
  await call(publishKeys, { body: JSON.stringify({ ...sent, verificationPayload: 'x' }), services });
  await call(publishKeys, { body: '{"unknown":1}', services });
  expect(services.log.lines.slice(before)).toEqual([]);
});
