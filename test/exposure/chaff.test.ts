import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { publishKeys } from '../../functions/api/publishKeys.ts';
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
function isolated(recentAnswers = new RecentAnswers()) {
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

describe('the response to chaff', () => {
  test('has the status, headers, members and size of a response to a real publish', async () => {
    const own = isolated();
    const reals: { bytes: number; names: string[]; headers: string[] }[] = [];
    const seen = async (answer: Awaited<ReturnType<typeof call>>) => {
      const text = await answer.text();
      const { 'content-length': length, ...headers } = Object.fromEntries(answer.headers);
      expect(answer.status).toBe(200);
      expect(length).toBe(String(text.length));
      return {
        bytes: text.length,
        text,
        names: Object.keys(JSON.parse(text)),
        headers: Object.entries(headers).map(String),
      };
    };
    for (let number = 1; number <= 14; number++) reals.push(await seen(await real(own, number)));
    const sizes = new Set(reals.map(({ bytes }) => bytes));
    for (let count = 0; count < 50; count++) {
      const { bytes, text, names, headers } = await seen(await chaff(own));
      expect(sizes).toContain(bytes);
      expect(names).toEqual(reals[0]?.names);
      expect(headers).toEqual(reals[0]?.headers);
      const { revisionToken, insertedExposures, padding } = JSON.parse(text);
      expect(revisionToken).toMatch(/^[\w+/]+={0,2}$/);
      expect(insertedExposures).toBeGreaterThanOrEqual(1);
      expect(padding).toMatch(/^[\w+/]+={0,2}$/);
      expect(padding.length).toBeGreaterThanOrEqual(1366);
      expect(padding.length).toBeLessThanOrEqual(2732);
    }
  });

  test('matches real responses, which have a token of constant length and 1 to 2 KiB of padding', async () => {
    const lengths = new Set<number>();
    for (let count = 0; count < 20; count++) {
      const body = JSON.parse(await (await real(isolated(), 1)).text());
      const bytes = Buffer.from(body.padding, 'base64').length;
      expect(bytes).toBeGreaterThanOrEqual(1024);
      expect(bytes).toBeLessThan(2048);
      lengths.add(body.revisionToken.length);
    }
    expect(lengths.size).toBe(1);
  });

  test('has a duration and size drawn evenly from the latest real responses', async () => {
    const recent = new RecentAnswers();
    const samples = [10, 50, 90, 400].map((milliseconds) => ({
      bytes: 4000 + milliseconds,
      milliseconds,
      insertedExposures: 3,
    }));
    for (const sample of samples) recent.add(sample);
    const own = isolated(recent);
    const counts = new Map<number, number>();
    for (let count = 0; count < 400; count++) {
      const { length } = await (await chaff(own)).text();
      const time = own.slept.at(-1) ?? 0;
      expect(length).toBe(4000 + time);
      counts.set(time, (counts.get(time) ?? 0) + 1);
    }
    expect([...counts.keys()].toSorted((a, b) => a - b)).toEqual([10, 50, 90, 400]);
    // The expectation is 100 each. The random bytes are fixed, so this never fails by chance.
    for (const count of counts.values()) expect(Math.abs(count - 100)).toBeLessThan(30);
  });

  test('waits only for the remaining time', async () => {
    const recent = new RecentAnswers();
    recent.add({ bytes: 4000, milliseconds: 100, insertedExposures: 3 });
    const own = isolated(recent);
    let calls = 0;
    const clock = { now: () => new Date(calls++ * 30) };
    await (
      await call(publishKeys, {
        headers: { 'x-chaff': '1' },
        body: '{}',
        services: { ...own, clock } as unknown as TestServices,
      })
    ).text();
    expect(own.slept).toEqual([70]);
  });

  test('is drawn only from the latest 512 responses', () => {
    const recent = new RecentAnswers();
    const random = seeded('latest');
    recent.add({ bytes: 1, milliseconds: 1, insertedExposures: 1 });
    for (let count = 0; count < 512; count++) recent.add({ bytes: 2, milliseconds: 2, insertedExposures: 2 });
    for (let count = 0; count < 2000; count++) expect(recent.draw(random).bytes).toBe(2);
  });

  test('is plausible if there was no real response yet', async () => {
    const own = isolated();
    for (let count = 0; count < 50; count++) {
      const text = await (await chaff(own)).text();
      const { insertedExposures, padding } = JSON.parse(text);
      expect(text).toHaveLength(envelopeLength(insertedExposures) + padding.length);
      expect(insertedExposures).toBeGreaterThanOrEqual(10);
      expect(padding.length).toBeGreaterThanOrEqual(1366);
      expect(padding.length).toBeLessThanOrEqual(2732);
    }
    for (const time of own.slept) expect(time).toBeGreaterThanOrEqual(30);
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
