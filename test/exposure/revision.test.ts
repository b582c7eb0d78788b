import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ReportType } from '../../shared/exposure/key.ts';
import { defaultRisk } from '../../shared/exposure/reportTypes.ts';
import { openRevisionToken, sealRevisionToken } from '../../shared/exposure/revisionToken.ts';
import { revisionTokenBytes } from '../../shared/exposure/revisionTokenLayout.ts';
import { windowAt } from '../../shared/exposure/window.ts';
import { rotate } from '../harness/rotate.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { authorityFor, keysBefore, publishOf, send, storedKeys, type TestAuthority } from './authority.ts';

let services: TestServices;
let authority: TestAuthority;
beforeAll(async () => {
  services = await testServices();
  authority = await authorityFor(services);
});
const now = () => services.clock.now();
const window = () => windowAt(now().getTime() / 1000, services.config.exportPeriods).start;

type Keys = ReturnType<typeof keysBefore>;
async function publish(keys: Keys, reportType: ReportType, revisionToken = '', by = authority) {
  return send({ ...(await publishOf(by, keys, now(), { reportType })), revisionToken }, services);
}
/** Publishes new keys. @returns the keys and their revision token */
async function published(reportType: ReportType, number = 2) {
  const keys = keysBefore(now(), number);
  const { body } = await publish(keys, reportType);
  expect(body.insertedExposures).toBe(number);
  return { keys, token: body.revisionToken ?? '' };
}

describe('a report type can be revised', () => {
  const allowed: [ReportType, ReportType][] = [
    ['likely', 'confirmed'],
    ['likely', 'negative'],
    ['user-report', 'confirmed'],
    ['user-report', 'likely'],
    ['user-report', 'negative'],
  ];
  test.each(allowed)('from %s to %s', async (from, to) => {
    const { keys, token } = await published(from);
    services.clock.advance({ hours: 5 });
    expect(await publish(keys, to, token)).toMatchObject({ status: 200 });
    for (const key of await storedKeys(keys, services)) {
      expect(key).toMatchObject({ reportType: from, transmissionRisk: defaultRisk[from] });
      expect(key?.revised).toMatchObject({
        reportType: to,
        transmissionRisk: defaultRisk[to],
        window: window(),
      });
    }
  });

  const types: ReportType[] = ['confirmed', 'likely', 'user-report', 'negative'];
  const others = types.flatMap((from) =>
    types
      .filter((to) => from !== 'negative' && from !== to)
      .filter((to) => !allowed.some(([one, other]) => one === from && other === to))
      .map((to): [ReportType, ReportType] => [from, to]),
  );
  test.each(others)('but not from %s to %s', async (from, to) => {
    const { keys, token } = await published(from);
    const before = await storedKeys(keys, services);
    expect(await publish(keys, to, token)).toMatchObject({
      status: 400,
      body: { code: 'invalid_report_type_transition' },
    });
    expect(await storedKeys(keys, services)).toEqual(before);
  });

  test('only once', async () => {
    const { keys, token } = await published('user-report');
    const { body } = await publish(keys, 'likely', token);
    expect(await publish(keys, 'confirmed', body.revisionToken)).toMatchObject({
      status: 400,
      body: { code: 'key_already_revised' },
    });
    expect((await storedKeys(keys, services))[0]?.revised).toMatchObject({ reportType: 'likely' });
  });
});

describe('the window of a revision', () => {
  test('is the window of the key if that is the current or a later one', async () => {
    const { keys, token } = await published('likely');
    const broadcast = { ...(keysBefore(now(), 1)[0] as Keys[number]) };
    broadcast.rollingStartNumber += 144;
    const still = await publish([broadcast], 'likely');
    await publish(keys, 'confirmed', token);
    await publish([broadcast], 'confirmed', still.body.revisionToken);
    const [one, , other] = await storedKeys([...keys, broadcast], services);
    expect(one?.revised?.window).toBe(one?.window);
    expect(other?.window).toBeGreaterThan(window());
    expect(other?.revised?.window).toBe(other?.window);
  });
});

describe('a revision of a stored key', () => {
  test('requires a token', async () => {
    const { keys } = await published('likely');
    expect(await publish(keys, 'confirmed')).toMatchObject({
      status: 400,
      body: { code: 'missing_revision_token' },
    });
  });

  test('requires an unmodified token of the same key and organisation', async () => {
    const { keys, token } = await published('likely');
    const other = await published('likely');
    const bytes = Buffer.from(token, 'base64');
    const changed = (index: number) => {
      const copy = Buffer.from(bytes);
      copy[index] = (copy[index] ?? 0) ^ 1;
      return copy.toString('base64');
    };
    const foreign = await sealRevisionToken(
      keys.map((key) => ({
        id: Buffer.from(key.key, 'base64').toString('hex'),
        rollingStart: key.rollingStartNumber,
        rollingPeriod: 144,
      })),
      'other',
      services,
    );
    const wrong = [
      other.token,
      ...[0, 1, 5, 70, 80, 200, revisionTokenBytes - 1].map(changed),
      bytes.subarray(1).toString('base64'),
      randomBytes(revisionTokenBytes).toString('base64'),
      foreign.toString('base64'),
      'AAAA',
    ];
    for (const each of wrong)
      expect(await publish(keys, 'confirmed', each)).toMatchObject({
        status: 400,
        body: { code: 'invalid_revision_token' },
      });
    expect((await storedKeys(keys, services))[0]?.revised).toBeUndefined();
  });

  test('cannot change the rolling period', async () => {
    const { keys, token } = await published('likely');
    const shorter = keys.map((key) => ({ ...key, rollingPeriod: 100 }));
    expect(await publish(shorter, 'confirmed', token)).toMatchObject({
      body: { code: 'invalid_revision_token' },
    });
    expect(await publish(shorter, 'likely')).toMatchObject({ body: { code: 'missing_revision_token' } });
  });

  test('is rejected for another organisation', async () => {
    const { keys, token } = await published('likely');
    const foreign = await authorityFor(services, {
      region: { organisationId: 'other' },
      authority: { organisationId: 'other' },
    });
    expect(await publish(keys, 'confirmed', token, foreign)).toMatchObject({
      body: { code: 'invalid_revision_token' },
    });
    expect(await publish(keys, 'likely', '', foreign)).toMatchObject({
      body: { code: 'missing_revision_token' },
    });
  });

  test('is accepted from another health authority of the same organisation', async () => {
    const { keys, token } = await published('likely');
    const other = await authorityFor(services);
    expect(await publish(keys, 'confirmed', token, other)).toMatchObject({ status: 200 });
    expect((await storedKeys(keys, services))[0]?.regions).toEqual(authority.record.regions);
  });

  test('writes nothing if one of its keys is rejected', async () => {
    const one = await published('likely');
    const other = await published('likely');
    expect(await publish([...one.keys, ...other.keys.map(moved)], 'confirmed', one.token)).toMatchObject({
      status: 400,
    });
    expect((await storedKeys(one.keys, services))[0]?.revised).toBeUndefined();
  });
  /** The same key on other days, so that it does not overlap with the other publish. */
  const moved = (key: Keys[number]) => ({ ...key, rollingStartNumber: key.rollingStartNumber - 144 * 5 });
});

describe('a revision token', () => {
  test('has a constant length and reveals no keys', async () => {
    const one = await published('likely', 1);
    const many = await published('likely', 10);
    expect(one.token).toHaveLength(many.token.length);
    const again = await publish(many.keys, 'likely');
    expect(again.body.revisionToken).not.toBe(many.token);
    const bytes = Buffer.from(many.token, 'base64');
    for (const key of many.keys) expect(bytes.includes(Buffer.from(key.key, 'base64'))).toBe(false);
  });

  test('contains the keys of previous tokens that are young enough to be published', async () => {
    const first = await published('likely');
    services.clock.advance({ days: 2 });
    const later = keysBefore(now(), 1);
    const { body } = await publish(later, 'likely', first.token);
    expect(await publish([...later, ...first.keys], 'confirmed', body.revisionToken)).toMatchObject({
      status: 200,
    });
    services.clock.advance({ days: 15 });
    const newest = await publish(keysBefore(now(), 1), 'likely', body.revisionToken);
    const opened = await openRevisionToken(
      Buffer.from(newest.body.revisionToken ?? '', 'base64'),
      'default',
      services,
    );
    expect(opened).toHaveLength(1);
  });

  test('that is invalid is ignored in a publish of new keys', async () => {
    expect(await publish(keysBefore(now()), 'likely', 'AAAA')).toMatchObject({ status: 200 });
  });

  test('remains valid after its vault key is rotated, and new tokens use the new key', async () => {
    const { keys, token } = await published('likely');
    await rotate('revision-token-key', 'the next key', services);
    const next = await published('likely');
    const version = (text: string) => Buffer.from(text, 'base64').subarray(0, 66).toString('hex');
    expect(version(next.token)).not.toBe(version(token));
    expect(await publish(keys, 'confirmed', token)).toMatchObject({ status: 200 });
    expect(await publish(next.keys, 'confirmed', next.token)).toMatchObject({ status: 200 });
  });
});

describe('an exact repeat', () => {
  test('returns a token for its keys before their export', async () => {
    const { keys } = await published('likely');
    const { body } = await publish(keys, 'likely');
    expect(await publish(keys, 'confirmed', body.revisionToken)).toMatchObject({ status: 200 });
  });

  test('returns a token for its keys until the window has settled, to the second', async () => {
    const { keys } = await published('likely', 1);
    const [stored] = await storedKeys(keys, services);
    const { end } = windowAt(stored?.window ?? 0, services.config.exportPeriods);
    const revisable = async (second: number) => {
      services.clock.advance({ seconds: second - now().getTime() / 1000 });
      const { body } = await publish(keys, 'likely');
      const token = Buffer.from(body.revisionToken ?? '', 'base64');
      return (await openRevisionToken(token, 'default', services))?.length;
    };
    expect(await revisable(end + services.config.settleSeconds - 1)).toBe(1);
    expect(await revisable(end + services.config.settleSeconds)).toBe(0);
  });

  test('returns no token for its keys after their export, when anyone knows them', async () => {
    const { keys } = await published('likely');
    services.clock.advance({ hours: 5 });
    const stranger = await authorityFor(services);
    const { status, body } = await publish(keys, 'likely', '', stranger);
    expect(status).toBe(200);
    expect(await publish(keys, 'negative', body.revisionToken, stranger)).toMatchObject({
      body: { code: 'invalid_revision_token' },
    });
  });

  test('of the original report after its revision changes nothing', async () => {
    const { keys, token } = await published('likely');
    await publish(keys, 'confirmed', token);
    const before = await storedKeys(keys, services);
    for (const type of ['likely', 'confirmed'] as const)
      expect(await publish(keys, type)).toMatchObject({ status: 200 });
    expect(await storedKeys(keys, services)).toEqual(before);
  });
});

describe('a negative report', () => {
  test('for unknown keys stores nothing', async () => {
    const keys = keysBefore(now(), 2);
    const { status, body } = await publish(keys, 'negative');
    expect(status).toBe(200);
    expect(body.warnings).toHaveLength(2);
    expect(body.insertedExposures).toBeUndefined();
    expect(await storedKeys(keys, services)).toEqual([undefined, undefined]);
  });

  test('for stored keys requires a token', async () => {
    const { keys } = await published('likely');
    expect(await publish(keys, 'negative')).toMatchObject({ body: { code: 'missing_revision_token' } });
  });
});
