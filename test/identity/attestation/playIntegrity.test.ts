import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { playStore, type verdict } from '../../../local/attestation/playStore.ts';
import { ConveyorError } from '../../../shared/errors.ts';
import { register } from '../../../shared/identity/register.ts';
import { setSecret } from '../../harness/rotate.ts';
import {
  type AttestationFixture,
  android,
  attestationFixture,
  codeOf,
  otherAndroid,
} from './attestationFixture.ts';

let fixture: AttestationFixture;
beforeAll(async () => {
  fixture = await attestationFixture();
});
afterAll(() => fixture.host.stop());
const resultOf = async (change?: (payload: ReturnType<typeof verdict>) => void, app = android) =>
  codeOf(register(undefined, fixture.services, await fixture.playEvidence(change, app)));

test('a genuine app can register, and only its platform and id are stored', async () => {
  const { uuid } = await register(undefined, fixture.services, await fixture.playEvidence());
  const stored = await fixture.services.devices.read([uuid], uuid);
  expect(stored?.record.attestation).toEqual({ platform: 'play-integrity', appId: android.appId });
});

test('a classic request may have the hash as nonce, with or without padding', async () => {
  for (const suffix of ['', '='])
    expect(
      await resultOf(({ requestDetails }) => {
        requestDetails.nonce = `${requestDetails.requestHash}${suffix}`;
        delete requestDetails.requestHash;
      }),
    ).toBe('accepted');
});

describe('rejects', () => {
  const set = (part: keyof ReturnType<typeof verdict>, name: string, value: unknown) =>
    ((payload) => {
      payload[part][name] = value;
    }) as (payload: ReturnType<typeof verdict>) => void;
  const hash = Buffer.alloc(32, 1).toString('base64url');

  test.each<[string, (payload: ReturnType<typeof verdict>) => void, string]>([
    ['another hash', set('requestDetails', 'requestHash', hash), 'attestation_wrong_request'],
    ['a missing hash', set('requestDetails', 'requestHash', undefined), 'attestation_wrong_request'],
    [
      'a request of another package',
      set('requestDetails', 'requestPackageName', 'a.b'),
      'attestation_wrong_app',
    ],
    ['another package name', set('appIntegrity', 'packageName', 'a.b'), 'attestation_wrong_app'],
    ['another certificate', set('appIntegrity', 'certificateSha256Digest', [hash]), 'attestation_wrong_app'],
    [
      'another certificate in addition to the configured one',
      set('appIntegrity', 'certificateSha256Digest', [hash, android.certificate]),
      'attestation_wrong_app',
    ],
    ['no certificate', set('appIntegrity', 'certificateSha256Digest', []), 'attestation_wrong_app'],
    [
      'an app that Play does not recognise',
      set('appIntegrity', 'appRecognitionVerdict', 'UNRECOGNIZED_VERSION'),
      'attestation_verdict',
    ],
    [
      'an app that was not evaluated',
      ({ appIntegrity }) => {
        for (const name of Object.keys(appIntegrity)) delete appIntegrity[name];
        appIntegrity.appRecognitionVerdict = 'UNEVALUATED';
      },
      'attestation_verdict',
    ],
    [
      'a device with basic integrity',
      set('deviceIntegrity', 'deviceRecognitionVerdict', ['MEETS_BASIC_INTEGRITY']),
      'attestation_verdict',
    ],
    [
      'a device without a verdict',
      set('deviceIntegrity', 'deviceRecognitionVerdict', undefined),
      'attestation_verdict',
    ],
    ['a missing timestamp', set('requestDetails', 'timestampMillis', undefined), 'attestation_invalid'],
    ['an invalid timestamp', set('requestDetails', 'timestampMillis', 'yesterday'), 'attestation_invalid'],
  ])('%s', async (_, change, code) => {
    expect(await resultOf(change)).toBe(code);
  });

  test('an expired token, and one from the future', async () => {
    const at = (minutes: number) =>
      set('requestDetails', 'timestampMillis', fixture.services.clock.now().getTime() + minutes * 60_000);
    expect(await resultOf(at(-4))).toBe('accepted');
    expect(await resultOf(at(-6))).toBe('attestation_expired');
    expect(await resultOf(at(2))).toBe('attestation_expired');
  });

  test('a token that lacks the required version, strong integrity or licence', async () => {
    const strong = ['MEETS_DEVICE_INTEGRITY', 'MEETS_STRONG_INTEGRITY'];
    const valid = (payload: ReturnType<typeof verdict>) => {
      payload.appIntegrity.versionCode = '43';
      payload.deviceIntegrity.deviceRecognitionVerdict = strong;
    };
    const validExcept =
      (change: (payload: ReturnType<typeof verdict>) => void) => (payload: ReturnType<typeof verdict>) => {
        valid(payload);
        change(payload);
      };
    expect(await resultOf(valid, otherAndroid)).toBe('accepted');
    for (const change of [
      set('appIntegrity', 'versionCode', '42'),
      set('appIntegrity', 'versionCode', undefined),
      set('deviceIntegrity', 'deviceRecognitionVerdict', ['MEETS_DEVICE_INTEGRITY']),
      set('accountDetails', 'appLicensingVerdict', 'UNLICENSED'),
      set('accountDetails', 'appLicensingVerdict', undefined),
    ])
      expect(await resultOf(validExcept(change), otherAndroid)).toBe('attestation_verdict');
  });

  test("another app's token, with any appId", async () => {
    const evidence = await fixture.playEvidence(undefined, otherAndroid);
    expect(await codeOf(register(undefined, fixture.services, { ...evidence, appId: android.appId }))).toBe(
      'attestation_invalid',
    );
    expect(
      await codeOf(register(undefined, fixture.services, { ...evidence, appId: 'com.example.stranger' })),
    ).toBe('attestation_wrong_app');
  });

  test('a token with another signature or encryption', async () => {
    const evidence = await fixture.playEvidence();
    const forger = playStore();
    const payload = { requestDetails: {} };
    const tokens = [
      await forger.token(payload, { decryptionKey: fixture.play.decryptionKey }),
      await forger.token(payload),
      await fixture.play.token(payload, { encryption: 'A128CBC-HS256' }),
      await fixture.play.token(payload, { management: 'A256GCMKW' }),
      await fixture.play.token('not JSON'),
      await fixture.play.token('null'),
      evidence.token.slice(0, -2),
    ];
    for (const token of tokens)
      expect(await codeOf(register(undefined, fixture.services, { ...evidence, token }))).toBe(
        'attestation_invalid',
      );
  });
});

test('an invalid key in the vault is logged and returned as misconfigured', async () => {
  const broken = await attestationFixture();
  await setSecret('play-integrity-verification-one', 'bm8ga2V5', broken.services);
  expect(await codeOf(register(undefined, broken.services, await broken.playEvidence()))).toBe(
    'misconfigured',
  );
  expect(broken.services.log.lines.map(({ message }) => message)).toContain(
    'The secret play-integrity-verification-one in the vault is not a valid key of the expected type.',
  );
  await broken.host.stop();
});

test('any malformed token or payload is rejected with 403', async () => {
  const evidence = await fixture.playEvidence();
  const expectRejection = async (token: string) => {
    const error = await register(undefined, fixture.services, { ...evidence, token }).catch(
      (thrown) => thrown,
    );
    expect(error).toBeInstanceOf(ConveyorError);
    expect(error.status).toBe(403);
  };
  await fc.assert(fc.asyncProperty(fc.string({ minLength: 1 }), expectRejection), { numRuns: 100 });
  const part = fc.base64String().map((text) => text.replaceAll('=', ''));
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 5, maxLength: 5 }), (parts) =>
      expectRejection(parts.join('.')),
    ),
    { numRuns: 100 },
  );
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (payload) => expectRejection(await fixture.play.token(payload))),
    { numRuns: 100 },
  );
});
