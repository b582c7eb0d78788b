import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { publishKeys } from '../../functions/api/publishKeys.ts';
import { padding } from '../../shared/exposure/publishAnswer.ts';
import { envelopeLength, RecentAnswers } from '../../shared/exposure/recentAnswers.ts';
import type { Random } from '../../shared/random.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { call } from '../http/call.ts';
import { authorityFor, keysBefore, publishOf, type TestAuthority } from './authority.ts';

let services: TestServices;
let authority: TestAuthority;
beforeAll(async () => {
  services = await testServices();
  authority = await authorityFor(services);
});

/** Reproducible, evenly distributed bytes. */
function seeded(seed: string): Random {
  let count = 0;
  return {
    bytes: (length) => {
      const chunks: Buffer[] = [];
      for (let got = 0; got < length; got += 32)
        chunks.push(createHash('sha256').update(`${seed}${count++}`).digest());
      return Buffer.concat(chunks).subarray(0, length);
    },
  };
}

/** Services with their own recent answers, whose clock advances only while they sleep. */
function isolated() {
  const recentAnswers = new RecentAnswers();
  const slept: number[] = [];
  const sleep = async (milliseconds: number) => {
    slept.push(milliseconds);
    services.clock.advance({ seconds: milliseconds / 1000 });
  };
  return { ...services, recentAnswers, sleep, random: seeded('chaff'), slept };
}
const chaff = (own: TestServices, body = '{"padding":"AAAA"}') =>
  call(publishKeys, { headers: { 'x-chaff': '1' }, body, services: own });

async function real(own: TestServices, number: number) {
  const now = own.clock.now();
  const sent = await publishOf(authority, keysBefore(now, number), now);
  return call(publishKeys, { body: JSON.stringify(sent), services: own });
}

/** What an observer sees of a response. */
interface Seen {
  bytes: number;
  milliseconds: number;
  insertedExposures: number;
}

/** Sends chaff to services whose clock advances only while they sleep. */
async function seenChaff(own: ReturnType<typeof isolated>, count: number): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (let index = 0; index < count; index++) {
    const before = own.clock.now().getTime();
    const text = await (await chaff(own)).text();
    const { insertedExposures = 0 } = JSON.parse(text);
    const milliseconds = own.clock.now().getTime() - before;
    seen.push({ bytes: text.length, milliseconds, insertedExposures });
  }
  return seen;
}

/** Adds answers to publishes that were received one after another, `milliseconds` apart. */
function addAnswers(
  own: ReturnType<typeof isolated>,
  durations: readonly number[],
  { extraBytes = 0, insertedExposures = 14 } = {},
): void {
  for (const milliseconds of durations) {
    const received = own.clock.now().getTime();
    own.recentAnswers.add({ received, milliseconds, insertedExposures, extraBytes });
    own.clock.advance({ seconds: milliseconds / 1000 });
  }
}

const repeated = (value: number, count: number): number[] => Array.from({ length: count }, () => value);
/** How often the most frequent value occurs. */
const mostFrequent = (values: readonly number[]) =>
  Math.max(
    ...Map.groupBy(values, (value) => value)
      .values()
      .map(({ length }) => length),
  );
/** The greatest difference between the cumulative distributions of two samples (Kolmogorov and Smirnov). */
function distance(one: readonly number[], other: readonly number[]): number {
  const below = (values: readonly number[], limit: number) =>
    values.filter((value) => value <= limit).length / values.length;
  return Math.max(...[...one, ...other].map((limit) => Math.abs(below(one, limit) - below(other, limit))));
}
/** For 300 values each, two samples of one distribution differ by more than this with a probability below 0.001. */
const similar = 0.16;
const count = 300;

const realRandom = seeded('real padding');
const paddings = Array.from({ length: count }, () => padding(realRandom).length);
const paddingsOf = (seen: readonly Seen[], extraBytes = 0) =>
  seen.map(({ bytes, insertedExposures }) => bytes - envelopeLength(insertedExposures) - extraBytes);

describe('the distribution of responses to chaff', () => {
  /** The fallback distribution: from 30 to 200 ms, and 10 to 15 keys. */
  function expectFallback(seen: readonly Seen[]) {
    expect(distance(paddingsOf(seen), paddings)).toBeLessThan(similar);
    for (const { milliseconds, insertedExposures } of seen) {
      expect(milliseconds).toBeGreaterThanOrEqual(30);
      expect(milliseconds).toBeLessThanOrEqual(200);
      expect(insertedExposures).toBeGreaterThanOrEqual(10);
      expect(insertedExposures).toBeLessThanOrEqual(15);
    }
    expect(mostFrequent(seen.map(({ bytes }) => bytes))).toBeLessThan(count / 20);
    expect(mostFrequent(seen.map(({ milliseconds }) => milliseconds))).toBeLessThan(count / 10);
  }

  test('of a fresh instance is the fallback', async () => {
    expectFallback(await seenChaff(isolated(), count));
  });

  test('after the first publish is still the fallback, because that publish was cold', async () => {
    const own = isolated();
    addAnswers(own, [2500]);
    expectFallback(await seenChaff(own, count));
  });

  test('excludes publishes that arrived while the first one was cold', async () => {
    const own = isolated();
    const received = own.clock.now().getTime();
    for (const milliseconds of [2500, 2700, 2400])
      own.recentAnswers.add({ received, milliseconds, insertedExposures: 14, extraBytes: 0 });
    own.recentAnswers.add({
      received: received + 2499,
      milliseconds: 900,
      insertedExposures: 14,
      extraBytes: 0,
    });
    expectFallback(await seenChaff(own, count));
  });

  test('after 5 publishes rarely repeats one of them', async () => {
    const own = isolated();
    addAnswers(own, [2500, 301, 302, 303, 304]);
    const seen = await seenChaff(own, count);
    const real = seen.filter(({ milliseconds }) => milliseconds > 300);
    expect(new Set(real.map(({ milliseconds }) => milliseconds))).toEqual(new Set([301, 302, 303, 304]));
    // 4 of 32.
    expect(Math.abs(real.length - count / 8)).toBeLessThan(count / 16);
    expect(mostFrequent(seen.map(({ milliseconds }) => milliseconds))).toBeLessThan(count / 10);
    expect(distance(paddingsOf(seen), paddings)).toBeLessThan(similar);
  });

  test('after 500 publishes is that of the publishes', async () => {
    const own = isolated();
    const durations = Array.from({ length: 500 }, (_, index) => 40 + ((index * 37) % 500));
    addAnswers(own, [2500, ...durations]);
    const seen = await seenChaff(own, count);
    const times = seen.map(({ milliseconds }) => milliseconds);
    expect(distance(times, durations)).toBeLessThan(similar);
    for (const time of times) expect(durations).toContain(time);
    expect(distance(paddingsOf(seen), paddings)).toBeLessThan(similar);
  });

  test('follows a change of traffic within an hour', async () => {
    const own = isolated();
    addAnswers(own, [2500, ...repeated(50, 200)]);
    own.clock.advance({ minutes: 50 });
    addAnswers(own, repeated(400, 200), { insertedExposures: 3, extraBytes: 120 });
    const mixed = (await seenChaff(own, 100)).map(({ milliseconds }) => milliseconds);
    expect(new Set(mixed)).toEqual(new Set([50, 400]));
    own.clock.advance({ minutes: 11 });
    const seen = await seenChaff(own, count);
    for (const { milliseconds, insertedExposures } of seen)
      expect([milliseconds, insertedExposures]).toEqual([400, 3]);
    // Warnings make a response longer.
    expect(distance(paddingsOf(seen, 120), paddings)).toBeLessThan(similar);
    own.clock.advance({ hours: 1 });
    expectFallback(await seenChaff(own, count));
  });

  test('uses only the latest 512 publishes', () => {
    const own = isolated();
    addAnswers(own, [2500, 7, ...repeated(1, 512)]);
    const now = own.clock.now().getTime();
    for (let index = 0; index < 2000; index++)
      expect(own.recentAnswers.draw(own.random, now).milliseconds).toBe(1);
  });
});

describe('the response to chaff', () => {
  test('has the status, headers, members and size of a response to a real publish', async () => {
    const own = isolated();
    const read = async (answer: Awaited<ReturnType<typeof call>>) => {
      const text = await answer.text();
      const { 'content-length': length, ...headers } = Object.fromEntries(answer.headers);
      expect(answer.status).toBe(200);
      expect(length).toBe(String(text.length));
      return { bytes: text.length, body: JSON.parse(text), headers: Object.entries(headers).map(String) };
    };
    const reals = [];
    for (let index = 0; index < 40; index++) reals.push(await read(await real(own, 12)));
    const sizes = reals.map(({ bytes }) => bytes);
    const seen = [];
    for (let index = 0; index < 100; index++) {
      const { bytes, body, headers } = await read(await chaff(own));
      seen.push(bytes);
      expect(Object.keys(body)).toEqual(Object.keys(reals[0]?.body));
      expect(headers).toEqual(reals[0]?.headers);
      expect(body.revisionToken).toMatch(/^[\w+/]+={0,2}$/);
      expect(body.revisionToken).toHaveLength(reals[0]?.body.revisionToken.length);
      expect(body.insertedExposures).toBe(12);
      expect(body.padding).toMatch(/^[\w+/]+={0,2}$/);
    }
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(Math.min(...sizes) - 150);
    expect(Math.max(...seen)).toBeLessThanOrEqual(Math.max(...sizes) + 150);
    expect(new Set(seen).size).toBeGreaterThan(60);
  });

  test('is as long as a real one with warnings, or without new keys', async () => {
    const own = isolated();
    const now = own.clock.now();
    const far = await publishOf(authority, keysBefore(now, 3), now, { symptomOnsetInterval: 0 });
    const onset = (far.temporaryExposureKeys[0]?.rollingStartNumber ?? 0) - 144 * 20;
    const warned = JSON.stringify({ ...far, symptomOnsetInterval: onset });
    const lengths: number[] = [];
    for (let index = 0; index < 40; index++) {
      const text = await (await call(publishKeys, { body: warned, services: own })).text();
      expect(JSON.parse(text).warnings).toHaveLength(3);
      lengths.push(text.length - JSON.parse(text).padding.length);
    }
    const [length = 0] = new Set(lengths);
    for (const { bytes, insertedExposures } of await seenChaff(own, 50)) {
      expect(insertedExposures).toBe(0);
      expect(bytes).toBeGreaterThanOrEqual(length + 1368);
      expect(bytes).toBeLessThanOrEqual(length + 2732);
    }
  });

  test('waits only for the remaining time', async () => {
    const own = isolated();
    addAnswers(own, repeated(100, 40));
    const start = own.clock.now().getTime();
    let calls = 0;
    const clock = { now: () => new Date(start + calls++ * 30) };
    await (
      await call(publishKeys, {
        headers: { 'x-chaff': '1' },
        body: '{}',
        services: { ...own, clock } as unknown as TestServices,
      })
    ).text();
    expect(own.slept).toEqual([70]);
  });
});

describe('chaff', () => {
  test('causes no reads, writes or counts, with any body', async () => {
    const own = isolated();
    const now = own.clock.now();
    const keys = keysBefore(now);
    const untouched = new Proxy({}, { get: () => () => expect.unreachable('storage was called') });
    const idle = {
      ...own,
      exposureKeys: untouched,
      certificates: untouched,
      publishStatistics: untouched,
      healthAuthorityCache: untouched,
      regionCache: untouched,
      devices: untouched,
    } as unknown as TestServices;
    for (const body of [
      JSON.stringify(await publishOf(authority, keys, now)),
      '',
      'not JSON',
      '{"unknown":1}',
    ])
      expect((await chaff(idle, body)).status).toBe(200);
  });

  test('requires a non-empty X-Chaff header', async () => {
    const answer = await call(publishKeys, { headers: { 'x-chaff': '' }, body: '{}', services: isolated() });
    expect(answer.status).toBe(401);
  });

  test('gets a revision token that revises nothing and is accepted by a publish', async () => {
    const { revisionToken } = JSON.parse(await (await chaff(isolated())).text());
    const now = services.clock.now();
    const sent = { ...(await publishOf(authority, keysBefore(now), now)), revisionToken };
    const answer = await call(publishKeys, { body: JSON.stringify(sent), services });
    expect(await answer.json()).toMatchObject({ insertedExposures: 3 });
  });
});
