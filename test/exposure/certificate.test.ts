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
const refused = { status: 401, body: { code: 'health_authority_verification_certificate_invalid' } };

/** Publishes fresh keys with a certificate that differs so from a good one. */
async function publishWith(
  options: CertificateOptions,
  by = authority,
  change: Record<string, unknown> = {},
) {
  const keys = keysBefore(now(), 2);
  const answer = await send({ ...(await publishOf(by, keys, now(), options)), ...change }, services);
  return { ...answer, stored: (await storedKeys(keys, services)).filter(Boolean).length };
}

describe('a certificate is taken', () => {
  test.each<[string, () => CertificateOptions]>([
    ['as it should be', () => ({})],
    ['for one of several audiences', () => ({ claims: { aud: ['other.example', 'keys.example'] } })],
    ['with an HMAC without risks where all are 0', () => ({ withoutRisk: true })],
    ['that ended a moment ago by the clock of another', () => ({ claims: { exp: seconds() - 29 } })],
    [
      'that begins in a moment by the clock of another',
      () => ({ claims: { nbf: seconds() + 29, iat: seconds() + 29 } }),
    ],
    ['that will begin to count from its issue', () => ({ claims: { nbf: seconds() } })],
  ])('%s', async (_, options) => {
    expect(await publishWith(options())).toMatchObject({ status: 200, stored: 2 });
  });
});

describe('a certificate is refused, and nothing stored,', () => {
  test.each<[string, () => CertificateOptions]>([
    ['by another key', () => ({ key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey })],
    ['of another kid', () => ({ header: { kid: 'v2' } })],
    ['without a kid', () => ({ header: { kid: undefined } })],
    ['of another issuer', () => ({ claims: { iss: 'other.example' } })],
    ['for another audience', () => ({ claims: { aud: 'other.example' } })],
    ['that has ended', () => ({ claims: { exp: seconds() - 31 } })],
    ['that never ends', () => ({ claims: { exp: undefined } })],
    ['that has not begun', () => ({ claims: { nbf: seconds() + 31 } })],
    ['from the future', () => ({ claims: { iat: seconds() + 31 } })],
    ['of an unknown report', () => ({ reportType: 'perhaps' })],
    ['without a report', () => ({ claims: { reportType: undefined } })],
    ['with an onset that is no interval', () => ({ claims: { symptomOnsetInterval: 'yesterday' } })],
    ['without an HMAC', () => ({ claims: { tekmac: undefined } })],
    ['with the HMAC of other keys', () => ({ claims: { tekmac: Buffer.alloc(32).toString('base64') } })],
    ['with a short HMAC', () => ({ claims: { tekmac: 'AAAA' } })],
  ])('%s', async (_, options) => {
    expect(await publishWith(options())).toMatchObject({ ...refused, stored: 0 });
  });

  test('that nobody signed', async () => {
    const verificationPayload = new UnsecuredJWT({
      iss: authority.record.issuer,
      reportType: 'confirmed',
    }).encode();
    expect(await publishWith({}, authority, { verificationPayload })).toMatchObject({
      ...refused,
      stored: 0,
    });
  });

  test.each(['', 'x', 'a.b.c', '..', 'eyJhbGciOiJFUzI1NiJ9.e30.AAAA'])(
    'that is none: "%s"',
    async (verificationPayload) => {
      expect(await publishWith({}, authority, { verificationPayload })).toMatchObject({
        ...refused,
        stored: 0,
      });
    },
  );

  test('that is signed by HMAC with the public key', async () => {
    const { SignJWT } = await import('jose');
    const pem = Buffer.from(authority.record.keys[0]?.publicKey ?? '');
    const verificationPayload = await new SignJWT({
      iss: authority.record.issuer,
      aud: authority.record.audience,
    })
      .setProtectedHeader({ alg: 'HS256', kid: 'v1' })
      .setExpirationTime('1h')
      .sign(pem);
    expect(await publishWith({}, authority, { verificationPayload })).toMatchObject(refused);
  });

  test('with a wrong HMAC key, or one that is no base64', async () => {
    expect(await publishWith({}, authority, { hmacKey: 'AAAA' })).toMatchObject(refused);
    expect(await publishWith({}, authority, { hmacKey: '*' })).toMatchObject(refused);
  });

  test('with an HMAC that leaves out risks which are not 0', async () => {
    const keys = keysBefore(now(), 2).map((key) => ({ ...key, transmissionRisk: 3 }));
    expect(
      await send(await publishOf(authority, keys, now(), { withoutRisk: true }), services),
    ).toMatchObject(refused);
    expect(await send(await publishOf(authority, keys, now()), services)).toMatchObject({ status: 200 });
  });

  test('of a report that the authority may not give', async () => {
    const own = await authorityFor(services, { authority: { reportTypes: ['likely'] } });
    expect(await publishWith({ reportType: 'confirmed' }, own)).toMatchObject(refused);
    expect(await publishWith({ reportType: 'likely' }, own)).toMatchObject({ status: 200 });
  });

  test('by a key before and after its time', async () => {
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

test('the signature is verified by the authority that the request names, and by no other', async () => {
  const other = await authorityFor(services);
  const keys = keysBefore(now());
  const sent = await publishOf(authority, keys, now());
  expect(await send({ ...sent, healthAuthorityID: other.record.id }, services)).toMatchObject(refused);
});

describe('what stands before the certificate', () => {
  test.each(['', 'nobody', '../regions', 'a'.repeat(500)])(
    'an unknown health authority: "%s"',
    async (id) => {
      expect(await publishWith({}, authority, { healthAuthorityID: id })).toMatchObject({
        status: 401,
        body: { code: 'unknown_health_authority_id' },
      });
    },
  );

  test('a health authority without a region that there is', async () => {
    const none = await authorityFor(services, { authority: { regions: [] } });
    const gone = await authorityFor(services, { authority: { regions: ['nowhere'] } });
    for (const each of [none, gone])
      expect(await publishWith({}, each)).toMatchObject({
        status: 500,
        body: { code: 'health_authority_missing_region_config' },
      });
  });

  test('a change of the health authority reaches publishing within a minute', async () => {
    const own = await authorityFor(services);
    expect(await publishWith({}, own)).toMatchObject({ status: 200 });
    await services.healthAuthorities.delete([own.record.id], own.record.id);
    services.clock.advance({ seconds: 61 });
    expect(await publishWith({}, own)).toMatchObject({ body: { code: 'unknown_health_authority_id' } });
  });
});

describe('a certificate that was used', () => {
  test('serves the very same request again, in whatever order its keys come, whatever its padding', async () => {
    const sent = await publishOf(authority, keysBefore(now()), now());
    expect(await send(sent, services)).toMatchObject({ status: 200 });
    const again = {
      ...sent,
      temporaryExposureKeys: sent.temporaryExposureKeys.toReversed(),
      padding: 'AAAA',
    };
    expect(await send(again, services)).toMatchObject({ status: 200 });
  });

  test('serves no other request', async () => {
    const sent = await publishOf(authority, keysBefore(now()), now());
    expect(await send(sent, services)).toMatchObject({ status: 200 });
    expect(await send({ ...sent, symptomOnsetInterval: 2_900_000 }, services)).toMatchObject(refused);
  });

  test('serves no other health authority that has the same issuer and keys', async () => {
    const twin = { ...authority.record, id: `${authority.record.id}-twin` };
    await services.healthAuthorities.create(twin);
    const sent = await publishOf(authority, keysBefore(now()), now());
    expect(await send(sent, services)).toMatchObject({ status: 200 });
    expect(await send({ ...sent, healthAuthorityID: twin.id }, services)).toMatchObject(refused);
  });

  test('serves none with its signature written otherwise', async () => {
    const sent = await publishOf(authority, keysBefore(now()), now());
    await send(sent, services);
    const [head = '', payload = '', signature = ''] = String(sent.verificationPayload).split('.');
    const bytes = Buffer.from(signature, 'base64url');
    // (r, n − s) is a signature too: nobody needs the private key to make it.
    const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
    const s = order - BigInt(`0x${bytes.subarray(32).toString('hex')}`);
    const other = Buffer.concat([
      bytes.subarray(0, 32),
      Buffer.from(s.toString(16).padStart(64, '0'), 'hex'),
    ]);
    const verificationPayload = `${head}.${payload}.${other.toString('base64url')}`;
    expect(await send({ ...sent, verificationPayload, traveler: true }, services)).toMatchObject(refused);
  });

  test('is not used by a publish of which every key is bad', async () => {
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

  test('is kept until it ends, under an HMAC, and no longer', async () => {
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
    expect(await send({ ...sent, traveler: true }, services)).toMatchObject(refused);
    services.clock.advance({ days: 3 });
    await sweepCertificates(services);
    expect(await Array.fromAsync(services.certificates.query({ text: 'SELECT * FROM c' }))).toEqual([]);
  });
});
