import { generateKeyPairSync } from 'node:crypto';
import { UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { sweepCertificates } from '../../shared/exposure/sweepCertificates.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import {
  authorityFor,
  type CertificateOptions,
  keysBefore,
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
const seconds = () => Math.floor(now().getTime() / 1000);
const rejected = { status: 401, body: { code: 'health_authority_verification_certificate_invalid' } };

/** Publishes new keys with a certificate that has these deviations from a valid one. */
async function publishWith(
  options: CertificateOptions,
  by = authority,
  change: Record<string, unknown> = {},
) {
  const keys = keysBefore(now(), 2);
  const answer = await send({ ...(await publishOf(by, keys, now(), options)), ...change }, services);
  return { ...answer, stored: (await storedKeys(keys, services)).filter(Boolean).length };
}

describe('accepts a certificate', () => {
  test.each<[string, () => CertificateOptions]>([
    ['with valid claims', () => ({})],
    [
      'with several audiences, one of them correct',
      () => ({ claims: { aud: ['other.example', 'keys.example'] } }),
    ],
    ['with an HMAC that omits the risks if all are 0', () => ({ withoutRisk: true })],
    ['that expired within the clock tolerance', () => ({ claims: { exp: seconds() - 29 } })],
    [
      'that becomes valid within the clock tolerance',
      () => ({ claims: { nbf: seconds() + 29, iat: seconds() + 29 } }),
    ],
    ['that is valid from now on', () => ({ claims: { nbf: seconds() } })],
    ['that is valid for a day', () => ({ claims: { exp: seconds() + 86_400 } })],
    [
      'without a time of issue, valid for a day',
      () => ({ claims: { iat: undefined, exp: seconds() + 86_400 } }),
    ],
  ])('%s', async (_, options) => {
    expect(await publishWith(options())).toMatchObject({ status: 200, stored: 2 });
  });
});

describe('rejects a certificate and stores nothing:', () => {
  test.each<[string, () => CertificateOptions]>([
    [
      'signed with another key',
      () => ({ key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }),
    ],
    ['with an unknown kid', () => ({ header: { kid: 'v2' } })],
    ['without a kid', () => ({ header: { kid: undefined } })],
    ['of another issuer', () => ({ claims: { iss: 'other.example' } })],
    ['for another audience', () => ({ claims: { aud: 'other.example' } })],
    ['that has expired', () => ({ claims: { exp: seconds() - 31 } })],
    ['without an expiry', () => ({ claims: { exp: undefined } })],
    ['that is valid for ten years', () => ({ claims: { exp: seconds() + 315_360_000 } })],
    ['that is valid for more than a day', () => ({ claims: { exp: seconds() + 86_431 } })],
    [
      'that was valid for more than a day, shortly before it expires',
      () => ({ claims: { iat: seconds() - 86_400, exp: seconds() + 60 } }),
    ],
    [
      'without a time of issue, valid for more than a day',
      () => ({ claims: { iat: undefined, exp: seconds() + 86_431 } }),
    ],
    ['that is not valid yet', () => ({ claims: { nbf: seconds() + 31 } })],
    ['issued in the future', () => ({ claims: { iat: seconds() + 31 } })],
    ['with an unknown report type', () => ({ reportType: 'perhaps' })],
    ['without a report type', () => ({ claims: { reportType: undefined } })],
    [
      'with a symptom onset that is not an interval',
      () => ({ claims: { symptomOnsetInterval: 'yesterday' } }),
    ],
    ['without an HMAC', () => ({ claims: { tekmac: undefined } })],
    ['with the HMAC of other keys', () => ({ claims: { tekmac: Buffer.alloc(32).toString('base64') } })],
    ['with a short HMAC', () => ({ claims: { tekmac: 'AAAA' } })],
  ])('%s', async (_, options) => {
    expect(await publishWith(options())).toMatchObject({ ...rejected, stored: 0 });
  });

  test('without a signature', async () => {
    const verificationPayload = new UnsecuredJWT({
      iss: authority.record.issuer,
      reportType: 'confirmed',
    }).encode();
    expect(await publishWith({}, authority, { verificationPayload })).toMatchObject({
      ...rejected,
      stored: 0,
    });
  });

  test.each(['', 'x', 'a.b.c', '..', 'eyJhbGciOiJFUzI1NiJ9.e30.AAAA'])(
    'that is not a JWT: "%s"',
    async (verificationPayload) => {
      expect(await publishWith({}, authority, { verificationPayload })).toMatchObject({
        ...rejected,
        stored: 0,
      });
    },
  );

  test('signed by HMAC with the public key', async () => {
    const { SignJWT } = await import('jose');
    const pem = Buffer.from(authority.record.keys[0]?.publicKey ?? '');
    const verificationPayload = await new SignJWT({
      iss: authority.record.issuer,
      aud: authority.record.audience,
    })
      .setProtectedHeader({ alg: 'HS256', kid: 'v1' })
      .setExpirationTime('1h')
      .sign(pem);
    expect(await publishWith({}, authority, { verificationPayload })).toMatchObject(rejected);
  });

  test('with a wrong HMAC key, or one that is not base64', async () => {
    expect(await publishWith({}, authority, { hmacKey: 'AAAA' })).toMatchObject(rejected);
    expect(await publishWith({}, authority, { hmacKey: '*' })).toMatchObject(rejected);
  });

  test('with an HMAC that omits risks other than 0', async () => {
    const keys = keysBefore(now(), 2).map((key) => ({ ...key, transmissionRisk: 3 }));
    expect(
      await send(await publishOf(authority, keys, now(), { withoutRisk: true }), services),
    ).toMatchObject(rejected);
    expect(await send(await publishOf(authority, keys, now()), services)).toMatchObject({ status: 200 });
  });

  test('with a report type that the authority may not use', async () => {
    const own = await authorityFor(services, { authority: { reportTypes: ['likely'] } });
    expect(await publishWith({ reportType: 'confirmed' }, own)).toMatchObject(rejected);
    expect(await publishWith({ reportType: 'likely' }, own)).toMatchObject({ status: 200 });
  });

  test('signed with a key that is expired or not yet valid', async () => {
    const { publicKey } = authority.record.keys[0] ?? { publicKey: '' };
    const at = (minutes: number) => new Date(now().getTime() + minutes * 60_000).toISOString();
    const key = (validFrom: number, validUntil: number) => ({
      ...authority,
      record: {
        ...authority.record,
        keys: [{ kid: 'v1', publicKey, validFrom: at(validFrom), validUntil: at(validUntil) }],
      },
    });
    for (const [from, until, status] of [
      [1, 2, 401],
      [-2, -1, 401],
      [-1, 1, 200],
    ] as const) {
      const { record } = key(from, until);
      const own = { ...authority, record: { ...record, id: `timed${from}${until}` } };
      await services.healthAuthorities.create(own.record);
      expect(await publishWith({}, own)).toMatchObject({ status });
    }
  });
});

test('verifies the signature only with the keys of the health authority in the request', async () => {
  const other = await authorityFor(services);
  const keys = keysBefore(now());
  const sent = await publishOf(authority, keys, now());
  expect(await send({ ...sent, healthAuthorityID: other.record.id }, services)).toMatchObject(rejected);
});

test('the id of a health authority is compared without its case', async () => {
  const keys = keysBefore(now());
  const sent = await publishOf(authority, keys, now());
  const upper = { ...sent, healthAuthorityID: authority.record.id.toUpperCase() };
  expect(await send(upper, services)).toMatchObject({ status: 200, body: { insertedExposures: 3 } });
  // The same request, so its certificate is accepted again.
  expect(await send(sent, services)).toMatchObject({ status: 200 });
});

describe('before the certificate is verified,', () => {
  test.each(['', 'nobody', '../regions', 'a'.repeat(500)])(
    'an unknown health authority is rejected: "%s"',
    async (id) => {
      expect(await publishWith({}, authority, { healthAuthorityID: id })).toMatchObject({
        status: 401,
        body: { code: 'unknown_health_authority_id' },
      });
    },
  );

  test('a health authority without an existing region is rejected', async () => {
    const none = await authorityFor(services, { authority: { regions: [] } });
    const missing = await authorityFor(services, { authority: { regions: ['nowhere'] } });
    for (const each of [none, missing])
      expect(await publishWith({}, each)).toMatchObject({
        status: 500,
        body: { code: 'health_authority_missing_region_config' },
      });
  });

  test('a change of the health authority takes effect within a minute', async () => {
    const own = await authorityFor(services);
    expect(await publishWith({}, own)).toMatchObject({ status: 200 });
    await services.healthAuthorities.delete([own.record.id], own.record.id);
    services.clock.advance({ seconds: 61 });
    expect(await publishWith({}, own)).toMatchObject({ body: { code: 'unknown_health_authority_id' } });
  });
});

describe('a used certificate', () => {
  test('is accepted for the same request, with any order of keys and any padding', async () => {
    const sent = await publishOf(authority, keysBefore(now()), now());
    expect(await send(sent, services)).toMatchObject({ status: 200 });
    const again = {
      ...sent,
      temporaryExposureKeys: sent.temporaryExposureKeys.toReversed(),
      padding: 'AAAA',
    };
    expect(await send(again, services)).toMatchObject({ status: 200 });
  });

  test('is rejected for another request', async () => {
    const sent = await publishOf(authority, keysBefore(now()), now());
    expect(await send(sent, services)).toMatchObject({ status: 200 });
    expect(await send({ ...sent, symptomOnsetInterval: 2_900_000 }, services)).toMatchObject(rejected);
  });

  test('is rejected for another health authority with the same issuer and keys', async () => {
    const twin = { ...authority.record, id: `${authority.record.id}-twin` };
    await services.healthAuthorities.create(twin);
    const sent = await publishOf(authority, keysBefore(now()), now());
    expect(await send(sent, services)).toMatchObject({ status: 200 });
    expect(await send({ ...sent, healthAuthorityID: twin.id }, services)).toMatchObject(rejected);
  });

  test('is rejected with a malleated signature', async () => {
    const sent = await publishOf(authority, keysBefore(now()), now());
    await send(sent, services);
    const [head = '', payload = '', signature = ''] = String(sent.verificationPayload).split('.');
    const bytes = Buffer.from(signature, 'base64url');
    // (r, n − s) is a valid signature too. It can be made without the private key.
    const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
    const s = order - BigInt(`0x${bytes.subarray(32).toString('hex')}`);
    const other = Buffer.concat([
      bytes.subarray(0, 32),
      Buffer.from(s.toString(16).padStart(64, '0'), 'hex'),
    ]);
    const verificationPayload = `${head}.${payload}.${other.toString('base64url')}`;
    expect(await send({ ...sent, verificationPayload, traveler: true }, services)).toMatchObject(rejected);
  });

  test('is not used up by a publish without a valid key', async () => {
    const keys = keysBefore(now()).map((key) => ({ ...key, rollingPeriod: 0 }));
    const bad = await publishOf(authority, keys, now());
    const claims = async () => Array.fromAsync(services.certificates.query({ text: 'SELECT * FROM c' }));
    const before = await claims();
    expect(await send(bad, services)).toMatchObject({ status: 400, body: { code: 'bad_request' } });
    const far = await publishOf(authority, keysBefore(now()), now());
    const onset = (far.temporaryExposureKeys[0]?.rollingStartNumber ?? 0) - 144 * 20;
    expect(await send({ ...far, symptomOnsetInterval: onset }, services)).toMatchObject({
      status: 200,
      body: { warnings: [expect.any(String), expect.any(String), expect.any(String)] },
    });
    expect(await claims()).toEqual(before);
  });

  test('is recorded as an HMAC until it expires', async () => {
    const sent = await publishOf(authority, keysBefore(now()), now(), {
      claims: { exp: seconds() + 86_400 },
    });
    await send(sent, services);
    const text = JSON.stringify(
      await Array.fromAsync(services.certificates.query({ text: 'SELECT * FROM c' })),
    );
    expect(text).not.toContain(String(sent.verificationPayload));
    services.clock.advance({ hours: 23 });
    await sweepCertificates(services);
    expect(await send({ ...sent, traveler: true }, services)).toMatchObject(rejected);
    services.clock.advance({ days: 3 });
    await sweepCertificates(services);
    expect(await Array.fromAsync(services.certificates.query({ text: 'SELECT * FROM c' }))).toEqual([]);
  });
});
