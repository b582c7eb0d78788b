import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { publishStatistics } from '../../functions/api/publishStatistics.ts';
import { sweepPublishStatistics } from '../../shared/exposure/publishStatistics.ts';
import { withholdSmallCounts } from '../../shared/exposure/withholdSmallCounts.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { call } from '../http/call.ts';
import { authorityFor, keysBefore, publishOf, send, type TestAuthority } from './authority.ts';

let services: TestServices;
let operator: string;
beforeAll(async () => {
  services = await testServices();
  operator = `Bearer ${(await services.vault.current('operator-key')).value}`;
});
const now = () => services.clock.now();
const today = () => now().toISOString().slice(0, 10);
const request = ({ record }: TestAuthority, day: string, authorization = operator) =>
  call(publishStatistics, {
    path: `/v1/stats/publish?healthAuthorityID=${record.id}&day=${day}`,
    headers: { authorization },
    services,
  });
/** Publishes one key each, with a symptom onset. */
async function publishes(authority: TestAuthority, number: number, reportType = 'confirmed') {
  const tokens: { keys: ReturnType<typeof keysBefore>; token: string }[] = [];
  for (let count = 0; count < number; count++) {
    const keys = keysBefore(now(), 1);
    const symptomOnsetInterval = (keys[0]?.rollingStartNumber ?? 0) - 144;
    const { body } = await send(
      await publishOf(authority, keys, now(), { reportType, symptomOnsetInterval }),
      services,
    );
    expect(body.insertedExposures).toBe(1);
    tokens.push({ keys, token: body.revisionToken ?? '' });
  }
  return tokens;
}

describe('the statistics of a day', () => {
  test('are visible after its end, for counts of at least ten publishes', async () => {
    const authority = await authorityFor(services);
    const day = today();
    await publishes(authority, 10);
    expect(await (await request(authority, day)).json()).toMatchObject({ publishes: null, keys: null });
    services.clock.advance({ days: 1 });
    const answer = (await (await request(authority, day)).json()) as Record<string, (number | null)[]>;
    expect(answer).toMatchObject({ healthAuthorityID: authority.record.id, day, publishes: 10, keys: 10 });
    expect(answer.oldestKeyDays?.[1]).toBe(10);
    expect(answer.onsetDays?.[2]).toBe(10);
    expect(answer.oldestKeyDays?.filter((count) => count !== null)).toEqual([10]);
    expect(answer.onsetMissing).toBeNull();
    expect(answer.revisions).toBeNull();
  });

  test('are withheld for nine publishes', async () => {
    const authority = await authorityFor(services);
    const day = today();
    await publishes(authority, 9);
    services.clock.advance({ days: 1 });
    const text = await (await request(authority, day)).text();
    expect(text.replace(/"(healthAuthorityID|day)":"[^"]*"/g, '')).not.toMatch(/\d/);
  });

  test('do not count repeated or rejected publishes', async () => {
    const authority = await authorityFor(services);
    const day = today();
    await publishes(authority, 9);
    const sent = await publishOf(authority, keysBefore(now(), 1), now());
    await send({ ...sent, verificationPayload: 'x' }, services);
    const repeated = await publishOf(authority, keysBefore(now(), 1), now());
    await send(repeated, services);
    const counts = await Array.fromAsync(
      services.publishStatistics.query<{ publishes: number }>({
        text: 'SELECT c.publishes FROM c WHERE STARTSWITH(c.id, @id)',
        parameters: { id: `${authority.record.id}|` },
      }),
    );
    for (let count = 0; count < 5; count++) await send(repeated, services);
    expect(counts.reduce((sum, { publishes: number }) => sum + number, 0)).toBe(10);
    services.clock.advance({ days: 1 });
    expect(await (await request(authority, day)).json()).toMatchObject({ publishes: 10 });
  });

  test('show revisions if at least ten publishes are not revisions', async () => {
    const authority = await authorityFor(services);
    const day = today();
    const tokens = await publishes(authority, 10, 'likely');
    for (const { keys, token } of tokens) {
      const revision = await publishOf(authority, keys, now(), { reportType: 'confirmed' });
      await send({ ...revision, revisionToken: token }, services);
    }
    services.clock.advance({ days: 1 });
    expect(await (await request(authority, day)).json()).toMatchObject({
      publishes: 20,
      revisions: 10,
      keys: 10,
    });
  });

  test('withhold the number of keys if fewer than ten publishes are not revisions', async () => {
    const authority = await authorityFor(services);
    const tokens = await publishes(authority, 10, 'likely');
    services.clock.advance({ days: 1 });
    const day = today();
    for (const { keys, token } of tokens) {
      const revision = await publishOf(authority, keys, now(), { reportType: 'confirmed' });
      await send({ ...revision, revisionToken: token }, services);
    }
    const one = await publishOf(authority, keysBefore(now(), 7), now());
    expect(await send(one, services)).toMatchObject({ body: { insertedExposures: 7 } });
    services.clock.advance({ days: 1 });
    expect(await (await request(authority, day)).json()).toMatchObject({ publishes: 11, keys: null });
  });

  test('are counted in several shards, also concurrently', async () => {
    const authority = await authorityFor(services);
    const sent = await Promise.all(
      Array.from({ length: 40 }, () => publishOf(authority, keysBefore(now(), 1), now())),
    );
    await Promise.all(sent.map((each) => send(each, services)));
    const records = await Array.fromAsync(
      services.publishStatistics.query<{ publishes: number }>({
        text: 'SELECT * FROM c WHERE STARTSWITH(c.id, @id)',
        parameters: { id: `${authority.record.id}|` },
      }),
    );
    expect(records.length).toBeGreaterThan(4);
    expect(records.reduce((sum, { publishes: number }) => sum + number, 0)).toBe(40);
  });

  test('are deleted after 30 days', async () => {
    const authority = await authorityFor(services);
    await publishes(authority, 1);
    services.clock.advance({ days: 30 });
    await sweepPublishStatistics(services);
    const left = () =>
      Array.fromAsync(
        services.publishStatistics.query({
          text: 'SELECT c.id FROM c WHERE STARTSWITH(c.id, @id)',
          parameters: { id: `${authority.record.id}|` },
        }),
      );
    expect(await left()).toHaveLength(1);
    services.clock.advance({ days: 1 });
    await sweepPublishStatistics(services);
    expect(await left()).toEqual([]);
  });
});

describe('access to statistics', () => {
  const token = ({ record, privateKey }: TestAuthority, audience: string) =>
    new SignJWT({ iss: record.issuer, aud: audience, jti: randomBytes(8).toString('hex') })
      .setProtectedHeader({ alg: 'ES256', kid: 'v1' })
      .setExpirationTime(Math.floor(now().getTime() / 1000) + 300)
      .sign(privateKey);

  test('is allowed for the health authority itself', async () => {
    const authority = await authorityFor(services);
    const other = await authorityFor(services);
    const own = `Bearer ${await token(authority, 'keys.example/statistics')}`;
    expect((await request(authority, today(), own)).status).toBe(200);
    expect((await request(other, today(), own)).status).toBe(401);
    services.clock.advance({ minutes: 10 });
    expect((await request(authority, today(), own)).status).toBe(401);
  });

  test('is denied with a certificate, an invalid token or no token', async () => {
    const authority = await authorityFor(services);
    const sent = await publishOf(authority, keysBefore(now()), now());
    const wrong = [`Bearer ${sent.verificationPayload}`, `Bearer ${await token(authority, 'keys.example')}`];
    for (const authorization of [...wrong, '', 'Bearer a.b.c', 'Bearer nothing'])
      expect((await request(authority, today(), authorization)).status).toBe(401);
  });

  test.each(['', '2026-13-01', '2026-02-30', 'today', '2026-11-21T00:00:00Z'])(
    'requires a valid day: rejects "%s"',
    async (day) => {
      expect((await request(await authorityFor(services), day)).status).toBe(400);
    },
  );
});

describe('withholding small counts', () => {
  const counts = fc.array(fc.oneof(fc.nat({ max: 15 }), fc.nat({ max: 1000 })), {
    minLength: 1,
    maxLength: 31,
  });

  test('shows no count below ten and none that the total would reveal', () => {
    fc.assert(
      fc.property(counts, (all) => {
        const visible = withholdSmallCounts(all);
        const hidden = all.filter((_, index) => visible[index] === null);
        const sum = hidden.reduce((one, other) => one + other, 0);
        for (const [index, count] of visible.entries())
          if (count !== null) {
            expect(count).toBe(all[index]);
            expect(count).toBeGreaterThanOrEqual(10);
          }
        const total = all.reduce((one, other) => one + other, 0);
        if (total >= 10) expect(sum === 0 || sum >= 10).toBe(true);
      }),
    );
  });

  test('withholds no more than necessary', () => {
    expect(withholdSmallCounts([12, 0, 30])).toEqual([12, null, 30]);
    expect(withholdSmallCounts([12, 3, 30])).toEqual([null, null, 30]);
    expect(withholdSmallCounts([12, 6, 5, 30])).toEqual([12, null, null, 30]);
    expect(withholdSmallCounts([3, 2])).toEqual([null, null]);
  });
});
