import { beforeAll, describe, expect, test } from 'vitest';
import type { ReportType } from '../../shared/exposure/key.ts';
import { windowAt } from '../../shared/exposure/window.ts';
import { register } from '../../shared/identity/register.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import {
  authorityFor,
  idOf,
  keysBefore,
  overrideCalls,
  publishOf,
  send,
  storedKeys,
  type TestAuthority,
} from './authority.ts';

let services: TestServices;
let authority: TestAuthority;
beforeAll(async () => {
  services = await testServices();
  authority = await authorityFor(services);
});
const now = () => services.clock.now();
const signed = (keys: ReturnType<typeof keysBefore>, reportType: ReportType = 'likely') =>
  publishOf(authority, keys, now(), { reportType });
const die = () => Promise.reject(new Error('The process die here.'));

describe('of concurrent publishes,', () => {
  test('identical ones store each key once, and each succeeds with a token for all keys', async () => {
    const keys = keysBefore(now(), 5);
    const sent = await signed(keys);
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(sent, services)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(answers.reduce((sum, { body }) => sum + (body.insertedExposures ?? 0), 0)).toBe(5);
    expect((await storedKeys(keys, services)).map((key) => key?.reportType)).toEqual(Array(5).fill('likely'));
    const revisionToken = answers.at(-1)?.body.revisionToken;
    expect(await send({ ...(await signed(keys, 'confirmed')), revisionToken }, services)).toMatchObject({
      status: 200,
    });
  });

  test('two with different claims leave each key with one claim, and at most one succeeds', async () => {
    const keys = keysBefore(now(), 5);
    const both = [await signed(keys, 'likely'), await signed(keys, 'confirmed')];
    const answers = await Promise.all(both.map((sent) => send(sent, services)));
    const rejected = answers.filter(({ status }) => status !== 200);
    expect(rejected.length).toBeGreaterThanOrEqual(1);
    for (const answer of rejected) expect(answer.body.code).toBe('missing_revision_token');
    for (const key of await storedKeys(keys, services)) {
      expect(['likely', 'confirmed']).toContain(key?.reportType);
      expect(key?.revised).toBeUndefined();
    }
  });

  test('two revisions leave each key with one revision', async () => {
    const keys = keysBefore(now(), 3);
    const { revisionToken } = (await send(await signed(keys), services)).body;
    const both = [await signed(keys, 'confirmed'), await signed(keys, 'negative')];
    const answers = await Promise.all(both.map((sent) => send({ ...sent, revisionToken }, services)));
    const rejected = answers.filter(({ status }) => status !== 200);
    expect(rejected.length).toBeGreaterThanOrEqual(1);
    for (const answer of rejected) expect(answer.body.code).toBe('key_already_revised');
    for (const key of await storedKeys(keys, services))
      expect(['confirmed', 'negative']).toContain(key?.revised?.reportType);
  });

  test('two with the same certificate and different content: one succeeds', async () => {
    const sent = await signed(keysBefore(now(), 2));
    const answers = await Promise.all(
      [sent, { ...sent, traveler: true }].map((each) => send(each, services)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
  });
});

describe('if the process dies', () => {
  /** Publishes with services that fail, then retries with working ones. */
  async function failThenRetry(failing: TestServices, keys = keysBefore(now(), 4)) {
    const sent = await signed(keys);
    expect(await send(sent, failing)).toMatchObject({ status: 500, body: { code: 'internal_error' } });
    const before = await storedKeys(keys, services);
    services.clock.advance({ minutes: 3 });
    const again = await send(sent, services);
    expect(again).toMatchObject({ status: 200 });
    const after = await storedKeys(keys, services);
    expect(after.every(Boolean)).toBe(true);
    for (const [index, key] of before.entries()) if (key) expect(after[index]).toEqual(key);
    const { revisionToken } = again.body;
    expect(await send({ ...(await signed(keys, 'confirmed')), revisionToken }, services)).toMatchObject({
      status: 200,
    });
  }

  test('after claiming the certificate, a retry succeeds', async () => {
    await failThenRetry(overrideCalls(services, 'exposureKeys', { create: die }));
  });

  test('before the certificate claim is confirmed, a retry succeeds', async () => {
    const create: TestServices['certificates']['create'] = async (...all) => {
      await services.certificates.create(...all);
      return die();
    };
    await failThenRetry(overrideCalls(services, 'certificates', { create }));
  });

  test.each([1, 2, 3, 4])('before key %i of 4 is written, a retry succeeds', async (last) => {
    let count = 0;
    const create: TestServices['exposureKeys']['create'] = (...all) =>
      ++count < last ? services.exposureKeys.create(...all) : die();
    await failThenRetry(overrideCalls(services, 'exposureKeys', { create }));
  });

  test.each([1, 2, 3, 4])(
    'after key %i of 4 is written but not confirmed, a retry succeeds',
    async (last) => {
      let count = 0;
      const create: TestServices['exposureKeys']['create'] = async (...all) => {
        if (++count > last) return die();
        const created = await services.exposureKeys.create(...all);
        return count >= last ? die() : created;
      };
      await failThenRetry(overrideCalls(services, 'exposureKeys', { create }));
    },
  );

  test('during a revision, a retry completes it', async () => {
    const keys = keysBefore(now(), 3);
    const { revisionToken } = (await send(await signed(keys), services)).body;
    let count = 0;
    const patch: TestServices['exposureKeys']['patch'] = (...all) =>
      ++count === 2 ? die() : services.exposureKeys.patch(...all);
    const revision = { ...(await signed(keys, 'confirmed')), revisionToken };
    expect(await send(revision, overrideCalls(services, 'exposureKeys', { patch }))).toMatchObject({
      status: 500,
    });
    services.clock.advance({ hours: 4 });
    expect(await send(revision, services)).toMatchObject({ status: 401 });
    const later = { ...(await signed(keys, 'confirmed')), revisionToken };
    expect(await send(later, services)).toMatchObject({ status: 200 });
    for (const key of await storedKeys(keys, services))
      expect(key?.revised).toMatchObject({ reportType: 'confirmed' });
  });

  test('while the publish is counted, the publish succeeds', async () => {
    const failing = overrideCalls(services, 'publishStatistics', { patch: die, create: die });
    expect(await send(await signed(keysBefore(now())), failing)).toMatchObject({ status: 200 });
  });
});

describe('a publish', () => {
  test('returns 503 if storage is unavailable', async () => {
    const unavailable = () => Promise.reject(Object.assign(new Error('no'), { code: 503 }));
    const sent = await signed(keysBefore(now()));
    expect(await send(sent, overrideCalls(services, 'exposureKeys', { create: unavailable }))).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
      body: { code: 'internal_error', padding: expect.any(String) },
    });
  });

  test('returns 503 if the claim of its certificate is not replicated yet', async () => {
    const sent = await signed(keysBefore(now()));
    expect(await send(sent, services)).toMatchObject({ status: 200 });
    const other = { ...sent, traveler: true };
    const read = async () => undefined;
    expect(await send(other, overrideCalls(services, 'certificates', { read }))).toMatchObject({
      status: 503,
    });
    expect(await send(other, services)).toMatchObject({ status: 401 });
  });

  test('returns unable_to_load_health_authority if storage is unavailable for the health authority', async () => {
    const unavailable = { read: () => Promise.reject(Object.assign(new Error('no'), { code: 503 })) };
    const sent = await signed(keysBefore(now()));
    const broken = { ...services, healthAuthorityCache: unavailable } as unknown as TestServices;
    expect(await send(sent, broken)).toMatchObject({
      status: 500,
      body: { code: 'unable_to_load_health_authority' },
    });
  });

  test('retries while an existing key is not replicated yet', async () => {
    const keys = keysBefore(now(), 1);
    await send(await signed(keys), services);
    let count = 0;
    const read: TestServices['exposureKeys']['read'] = async (...all) =>
      ++count < 3 ? undefined : services.exposureKeys.read(...all);
    const sleeps: number[] = [];
    const sleep = async (milliseconds: number) => void sleeps.push(milliseconds);
    const late = { ...overrideCalls(services, 'exposureKeys', { read }), sleep };
    expect(await send(await signed(keys), late)).toMatchObject({ status: 200 });
    expect(sleeps).toEqual([100, 100]);
  });
});

describe('after the deadline, a publish', () => {
  /** In s: also on a busy machine, each publish reaches the call that hangs before its deadline. */
  const deadline = '10';

  test('aborts its writes and returns 503', async () => {
    const quick = await testServices({ PUBLISH_SECONDS: deadline }, services);
    const signals: AbortSignal[] = [];
    const create: TestServices['exposureKeys']['create'] = (_, { signal } = {}) =>
      new Promise((_resolve, reject) => {
        if (signal) signals.push(signal);
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    const answer = await send(
      await signed(keysBefore(now())),
      overrideCalls(quick, 'exposureKeys', { create }),
    );
    expect(answer).toMatchObject({ status: 503, body: { code: 'internal_error' } });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true]);
  });

  test('returns 503 in time if any read or write hangs', async () => {
    const quick = await testServices({ PUBLISH_SECONDS: deadline }, services);
    const withDevice = await authorityFor(services, { region: { requires: { device: true } } });
    const { token } = await register(undefined, services);
    const hang = () => new Promise<never>(() => undefined);
    const signals: (AbortSignal | undefined)[] = [];
    const hangingRead = (
      _partition: readonly string[],
      _id: string,
      _token?: string,
      options?: { signal?: AbortSignal },
    ) => {
      signals.push(options?.signal);
      return hang();
    };
    const published = await signed(keysBefore(now()));
    const { revisionToken } = (await send(published, services)).body;
    const cases: [sent: object, hanging: TestServices, authorization?: string][] = [
      [
        await signed(keysBefore(now())),
        { ...quick, healthAuthorityCache: { read: hang } } as unknown as TestServices,
      ],
      [await signed(keysBefore(now())), { ...quick, regionCache: { read: hang } } as unknown as TestServices],
      [await signed(keysBefore(now())), { ...quick, vault: { current: hang } } as unknown as TestServices],
      [await signed(keysBefore(now())), overrideCalls(quick, 'certificates', { create: hang })],
      [{ ...published, traveler: true }, overrideCalls(quick, 'certificates', { read: hangingRead })],
      [
        { ...(await signed(keysBefore(now()))), revisionToken },
        overrideCalls(quick, 'exposureKeys', { read: hangingRead }),
      ],
      [await signed(keysBefore(now())), overrideCalls(quick, 'exposureKeys', { create: hang })],
      [await signed(keysBefore(now())), overrideCalls(quick, 'publishStatistics', { patch: hang })],
      [
        await publishOf(withDevice, keysBefore(now()), now()),
        overrideCalls(quick, 'devices', { read: hangingRead }),
        `Bearer ${token}`,
      ],
    ];
    const answers = await Promise.all(
      cases.map(([sent, hanging, authorization]) => send({ ...sent }, hanging, authorization)),
    );
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 503, body: { code: 'internal_error' } });
    expect(signals.length).toBeGreaterThan(3);
    for (const signal of signals) expect(signal?.aborted).toBe(true);
  });

  test('writes no keys, even if its process was suspended and its timers are late', async () => {
    const keys = keysBefore(now());
    const create: TestServices['certificates']['create'] = async (...all) => {
      const created = await services.certificates.create(...all);
      services.clock.advance({ seconds: services.config.publishSeconds });
      return created;
    };
    expect(await send(await signed(keys), overrideCalls(services, 'certificates', { create }))).toMatchObject(
      {
        status: 503,
      },
    );
    expect(await storedKeys(keys, services)).toEqual([undefined, undefined, undefined]);
  });

  test('revises no keys', async () => {
    const keys = keysBefore(now());
    const { revisionToken } = (await send(await signed(keys), services)).body;
    const read: TestServices['exposureKeys']['read'] = async (...all) => {
      const stored = await services.exposureKeys.read(...all);
      services.clock.advance({ seconds: services.config.publishSeconds });
      return stored;
    };
    const revision = { ...(await signed(keys, 'confirmed')), revisionToken };
    expect(await send(revision, overrideCalls(services, 'exposureKeys', { read }))).toMatchObject({
      status: 503,
    });
    for (const key of await storedKeys(keys, services)) expect(key?.revised).toBeUndefined();
  });

  test('is aborted in the Cosmos DB client', async () => {
    const [key] = keysBefore(now(), 1);
    const id = idOf(key as { key: string });
    const record = {
      id,
      organisationId: 'default',
      regions: [],
      reportType: 'likely' as const,
      transmissionRisk: 4,
      rollingStart: 1,
      rollingPeriod: 1,
      window: windowAt(0, services.config.exportPeriods).start,
    };
    const signal = AbortSignal.abort();
    await expect(services.exposureKeys.create(record, { signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(await services.exposureKeys.read([id], id)).toBeUndefined();
  });
});
