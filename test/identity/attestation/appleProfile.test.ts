import 'reflect-metadata';
import { createHash, generateKeyPairSync, webcrypto, X509Certificate } from 'node:crypto';
import {
  BasicConstraintsExtension,
  Extension,
  type X509Certificate as Generated,
  PemConverter,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { encode } from 'cborg';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type AttestOptions, appleAuthority } from '../../../local/attestation/appleAuthority.ts';
import { coseKeyOf } from '../../../local/attestation/authenticatorData.ts';
import { verifyAppAttest } from '../../../shared/identity/attestation/appAttest.ts';
import { verifyAssertion } from '../../../shared/identity/attestation/appAttestAssertion.ts';
import type { AppAttestApp } from '../../../shared/identity/attestation/apps.ts';
import { codeOf } from './attestationFixture.ts';

// What an attestation of App Attest may look like: its certificates, the key in its data, and the extensions of newer systems.

const now = new Date('2026-11-28T12:00:00Z');
const appId = 'TEAM123456.com.example.app';
const clientDataHash = createHash('sha256').update('request').digest();
const app: AppAttestApp = { platform: 'app-attest', appId, environment: 'production' };
let authority: Awaited<ReturnType<typeof appleAuthority>>;
beforeAll(async () => {
  authority = await appleAuthority(now);
});

const verifyWith = async (options: Partial<AttestOptions>, change: Partial<AppAttestApp> = {}) => {
  const { keyId, attestation } = await authority.attest({ appId, clientDataHash, ...options });
  const config = { attestationRoots: authority.rootPem } as never;
  return verifyAppAttest(
    { keyId, attestation },
    clientDataHash,
    { ...app, ...change },
    { config, clock: { now: () => now } },
  );
};
const resultOf = (...all: Parameters<typeof verifyWith>) => codeOf(verifyWith(...all));
const otherKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
const critical = (oid: string) => [new Extension(oid, true, Buffer.from('0500', 'hex'))];

describe('a certificate', () => {
  test.each<[string, Partial<AttestOptions>]>([
    [
      'as PEM',
      { x5c: ([leaf, ...rest]) => [Buffer.from(PemConverter.encode(leaf as never, 'CERTIFICATE')), ...rest] },
    ],
    [
      'as PEM, of the issuer',
      {
        x5c: ([leaf, issuer]) => [
          leaf as Buffer,
          Buffer.from(PemConverter.encode(issuer as never, 'CERTIFICATE')),
        ],
      },
    ],
    [
      'with trailing bytes',
      { x5c: ([leaf, ...rest]) => [Buffer.concat([leaf as Buffer, Buffer.of(0)]), ...rest] },
    ],
    ['with an unknown critical extension', { leafExtensions: critical('1.2.3.4.5') }],
    ['with an extension twice', { leafExtensions: [new BasicConstraintsExtension(false, undefined, true)] }],
    ['on another curve', { curve: 'brainpoolP256r1', coseKey: otherKey() }],
    ['on P-384', { curve: 'P-384', coseKey: otherKey() }],
    ['that is empty', { x5c: ([, ...rest]) => [Buffer.of(), ...rest] }],
    ['that is not a certificate', { x5c: ([, ...rest]) => [Buffer.from('3003020101', 'hex'), ...rest] }],
  ])('%s is rejected', async (_, options) => {
    expect(await resultOf(options)).toBe('attestation_invalid');
  });

  test('with an unknown extension that is not critical is accepted', async () => {
    const extension = new Extension('1.2.3.4.5', false, Buffer.from('0500', 'hex'));
    expect(await resultOf({ leafExtensions: [extension] })).toBe('accepted');
  });
});

describe('a chain', () => {
  test('with a CA certificate below one that allows none is rejected', async () => {
    const issuer = await authority.subordinate();
    const chain = ([leaf]: Generated[]) => [leaf as Generated, issuer.certificate, authority.intermediate];
    expect(await resultOf({ issuer, chain })).toBe('attestation_untrusted_root');
  });

  test('of a stranger costs one signature at most', async () => {
    const algorithm = {
      name: 'RSASSA-PKCS1-v1_5',
      hash: 'SHA-256',
      publicExponent: Buffer.of(1, 0, 1),
      modulusLength: 2048,
    };
    const keys = (await webcrypto.subtle.generateKey(algorithm, true, [
      'sign',
      'verify',
    ])) as webcrypto.CryptoKeyPair;
    const authorityOf = (subject: string, issuer: string) =>
      X509CertificateGenerator.create({
        subject,
        issuer,
        publicKey: keys.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: algorithm,
        notBefore: new Date(now.getTime() - 1000),
        notAfter: new Date(now.getTime() + 1000),
        extensions: [new BasicConstraintsExtension(true, undefined, true)],
      });
    const [low, middle, high, asRoot] = [
      await authorityOf('CN=Intermediate', 'CN=Middle'),
      await authorityOf('CN=Middle', 'CN=High'),
      await authorityOf('CN=High', 'CN=High'),
      await authorityOf('CN=Intermediate', 'CN=Root'),
    ];
    const stranger = await appleAuthority(now);
    const forged = await stranger.attest({ appId, clientDataHash });
    const x5cOf = (...certificates: { rawData: ArrayBuffer }[]) =>
      certificates.map(({ rawData }) => Buffer.from(rawData));
    // The genuine intermediate is verified once.
    await verifyWith({});
    const verify = vi.spyOn(X509Certificate.prototype, 'verify');
    try {
      for (const [x5c, maximum] of [
        [x5cOf(forged.certificate, low, middle, high), 0],
        [x5cOf(forged.certificate, asRoot), 0],
        [x5cOf(forged.certificate, stranger.intermediate), 1],
        [x5cOf(forged.certificate, stranger.intermediate, stranger.root), 1],
        [x5cOf(forged.certificate, authority.intermediate), 1],
        [x5cOf(forged.certificate, authority.intermediate, authority.root), 1],
      ] as const) {
        verify.mockClear();
        expect(await resultOf({ x5c: () => [...x5c] })).toBe('attestation_untrusted_root');
        expect(verify.mock.calls.length).toBeLessThanOrEqual(maximum);
      }
    } finally {
      verify.mockRestore();
    }
  });
});

describe('the key in the authenticator data', () => {
  test.each<[string, () => Partial<AttestOptions>]>([
    ['is another one', () => ({ coseKey: otherKey() })],
    ['is missing', () => ({ coseKey: Buffer.of() })],
    ['is not a map', () => ({ coseKey: encode([1, 2, 3]) })],
    [
      'has further members',
      () => ({
        coseKey: encode(
          new Map<unknown, unknown>([
            [1, 2],
            [3, -7],
            [-1, 1],
            [-2, Buffer.alloc(32)],
            [-3, Buffer.alloc(32)],
            [4, 1],
          ]),
        ),
      }),
    ],
    ['is shortened', () => ({ coseKey: coseKeyOf(otherKey()).subarray(0, -1) })],
  ])('%s: rejected', async (_, options) => {
    expect(await resultOf(options())).toBe('attestation_invalid');
  });
});

const launch = (category: number | Uint8Array, version = '1.0'): Uint8Array => {
  const bytes = Buffer.alloc(4);
  if (typeof category === 'number') bytes.writeUInt32LE(category);
  return encode({
    apple_validation_category_01: typeof category === 'number' ? bytes : category,
    apple_bundle_version_01: version,
  });
};

describe('the launch validation category', () => {
  const numbers = {
    platform: 1,
    testflight: 2,
    development: 3,
    'app-store': 4,
    enterprise: 5,
    'developer-id': 6,
    none: 10,
  } as const;
  const accepted = async (category: number, change: Partial<AppAttestApp> = {}, isFlagged = true) =>
    resultOf(
      { extensions: launch(category), isFlagged, environment: change.environment ?? 'production' },
      change,
    );

  test('of a production app must be the App Store, or the system itself', async () => {
    for (const [name, number] of Object.entries(numbers))
      expect([name, await accepted(number)]).toEqual([
        name,
        ['app-store', 'platform'].includes(name) ? 'accepted' : 'attestation_verdict',
      ]);
    expect(await accepted(3, { environment: 'development' })).toBe('accepted');
    expect(await accepted(4, { environment: 'development' })).toBe('attestation_verdict');
  });

  test('can be configured', async () => {
    const distributions: AppAttestApp['distributions'] = ['testflight', 'enterprise'];
    for (const [name, number] of Object.entries(numbers))
      expect([name, await accepted(number, { distributions })]).toEqual([
        name,
        ['testflight', 'enterprise'].includes(name) ? 'accepted' : 'attestation_verdict',
      ]);
  });

  test.each([0, 7, 8, 9, 11, 0xffff_ffff])('%i is no distribution', async (number) => {
    expect(await accepted(number)).toBe('attestation_verdict');
  });

  test('is read by its bytes, whether their flag is set or not', async () => {
    expect(await accepted(4, {}, false)).toBe('accepted');
    expect(await accepted(3, {}, false)).toBe('attestation_verdict');
  });

  test('is absent before iOS 27, and then not checked', async () => {
    expect(await resultOf({})).toBe('accepted');
    expect(await resultOf({ extensions: encode({ other: 1 }), isFlagged: true })).toBe('accepted');
  });
});

describe('the extensions of the authenticator data', () => {
  test.each<[string, Partial<AttestOptions>]>([
    ['are flagged but missing', { isFlagged: true }],
    ['are not CBOR', { extensions: Buffer.from('ffff', 'hex') }],
    ['are not a map', { extensions: encode([1]) }],
    ['are two maps', { extensions: Buffer.concat([launch(4), launch(4)]) }],
    ['are endless', { extensions: Buffer.alloc(2000, 1) }],
    ['have a category of three bytes', { extensions: launch(Buffer.of(4, 0, 0)) }],
    ['have a category of five bytes', { extensions: launch(Buffer.of(4, 0, 0, 0, 0)) }],
    ['have a category that is not bytes', { extensions: encode({ apple_validation_category_01: 4 }) }],
    ['have a version that is not text', { extensions: encode({ apple_bundle_version_01: 4 }) }],
    ['have a key that is not text', { extensions: encode(new Map([[1, 1]])) }],
    [
      'have a key twice',
      { extensions: Buffer.concat([Buffer.of(0xa2), launch(4).subarray(1, 35), launch(3).subarray(1, 35)]) },
    ],
  ])('%s: rejected', async (_, options) => {
    expect(await resultOf(options)).toBe('attestation_invalid');
  });
});

test.each([
  ['1.0', undefined, true],
  ['1.10', '1.9', true],
  ['1.9', '1.10', false],
  ['2', '1.9.9', true],
  ['1.2.3', '1.2.3', true],
  ['1.2', '1.2.1', false],
  ['beta', '1', false],
])('the bundle version %s is compared with the minimum %s', async (version, minimumBundleVersion, holds) => {
  expect(
    await resultOf(
      { extensions: launch(4, version) },
      { ...(minimumBundleVersion && { minimumBundleVersion }) },
    ),
  ).toBe(holds ? 'accepted' : 'attestation_verdict');
});

test('an assertion is checked in the same way', async () => {
  const enclave = await authority.attest({ appId, clientDataHash });
  const config = { attestationRoots: authority.rootPem } as never;
  const { key } = await verifyAppAttest(enclave, clientDataHash, app, { config, clock: { now: () => now } });
  const assertWith = (extensions: Uint8Array, isFlagged = true) =>
    codeOf(
      verifyAssertion(enclave.assert(clientDataHash, 7, { extensions, isFlagged }), clientDataHash, key, app),
    );
  expect(await assertWith(launch(4))).toBe('accepted');
  expect(await assertWith(launch(4), false)).toBe('accepted');
  expect(await assertWith(launch(3))).toBe('attestation_verdict');
  expect(await assertWith(Buffer.of(), false)).toBe('accepted');
  expect(await assertWith(Buffer.of())).toBe('attestation_invalid');
  expect(await assertWith(Buffer.from('ffff', 'hex'))).toBe('attestation_invalid');
  expect(await assertWith(Buffer.concat([launch(4), launch(4)]))).toBe('attestation_invalid');
});
