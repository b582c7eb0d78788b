import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConveyorError } from '../../../shared/errors.ts';
import { register } from '../../../shared/identity/register.ts';
import { setSecret } from '../../harness/rotate.ts';
import { playStore, type verdict } from './playStore.ts';
import { android, attestationWorld, codeOf, otherAndroid, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await attestationWorld();
});
afterAll(() => world.host.stop());
const registering = async (change?: (payload: ReturnType<typeof verdict>) => void, app = android) =>
  codeOf(register(undefined, world.services, await world.playEvidence(change, app)));

test('a genuine app registers; its record says which, and nothing more of the token', async () => {
  const { uuid } = await register(undefined, world.services, await world.playEvidence());
  const stored = await world.services.devices.read([uuid], uuid);
  expect(stored?.record.attestation).toEqual({ platform: 'play-integrity', appId: android.appId });
});

test('a classic request carries the same hash as its nonce, with or without padding', async () => {
  for (const suffix of ['', '='])
    expect(
      await registering(({ requestDetails }) => {
        requestDetails.nonce = `${requestDetails.requestHash}${suffix}`;
        delete requestDetails.requestHash;
      }),
    ).toBe('taken');
});

describe('is refused:', () => {
  const set = (part: keyof ReturnType<typeof verdict>, name: string, value: unknown) =>
    ((payload) => {
      payload[part][name] = value;
    }) as (payload: ReturnType<typeof verdict>) => void;
  const hash = Buffer.alloc(32, 1).toString('base64url');

  test.each<[string, (payload: ReturnType<typeof verdict>) => void, string]>([
    ['another hash', set('requestDetails', 'requestHash', hash), 'attestation_wrong_request'],
    ['no hash at all', set('requestDetails', 'requestHash', undefined), 'attestation_wrong_request'],
    [
      'a request of another package',
      set('requestDetails', 'requestPackageName', 'a.b'),
      'attestation_wrong_app',
    ],
    ['an app of another name', set('appIntegrity', 'packageName', 'a.b'), 'attestation_wrong_app'],
    ['another certificate', set('appIntegrity', 'certificateSha256Digest', [hash]), 'attestation_wrong_app'],
    [
      'another certificate beside the right one',
      set('appIntegrity', 'certificateSha256Digest', [hash, android.certificate]),
      'attestation_wrong_app',
    ],
    ['no certificate', set('appIntegrity', 'certificateSha256Digest', []), 'attestation_wrong_app'],
    [
      'an app that Play does not know',
      set('appIntegrity', 'appRecognitionVerdict', 'UNRECOGNIZED_VERSION'),
      'attestation_verdict',
    ],
    [
      'an app that was not looked at',
      ({ appIntegrity }) => {
        for (const name of Object.keys(appIntegrity)) delete appIntegrity[name];
        appIntegrity.appRecognitionVerdict = 'UNEVALUATED';
      },
      'attestation_verdict',
    ],
    [
      'a device of basic integrity',
      set('deviceIntegrity', 'deviceRecognitionVerdict', ['MEETS_BASIC_INTEGRITY']),
      'attestation_verdict',
    ],
    [
      'a device without a verdict',
      set('deviceIntegrity', 'deviceRecognitionVerdict', undefined),
      'attestation_verdict',
    ],
    ['no time', set('requestDetails', 'timestampMillis', undefined), 'attestation_invalid'],
    ['a time that is none', set('requestDetails', 'timestampMillis', 'yesterday'), 'attestation_invalid'],
  ])('%s', async (_, change, code) => {
    expect(await registering(change)).toBe(code);
  });

  test('an old token, and one from the future', async () => {
    const at = (minutes: number) =>
      set('requestDetails', 'timestampMillis', world.services.clock.now().getTime() + minutes * 60_000);
    expect(await registering(at(-4))).toBe('taken');
    expect(await registering(at(-6))).toBe('attestation_expired');
    expect(await registering(at(2))).toBe('attestation_expired');
  });

  test('what an app asks for beyond the usual: version, a strong device, a licence', async () => {
    const strong = ['MEETS_DEVICE_INTEGRITY', 'MEETS_STRONG_INTEGRITY'];
    const good = (payload: ReturnType<typeof verdict>) => {
      payload.appIntegrity.versionCode = '43';
      payload.deviceIntegrity.deviceRecognitionVerdict = strong;
    };
    const but =
      (change: (payload: ReturnType<typeof verdict>) => void) => (payload: ReturnType<typeof verdict>) => {
        good(payload);
        change(payload);
      };
    expect(await registering(good, otherAndroid)).toBe('taken');
    for (const change of [
      set('appIntegrity', 'versionCode', '42'),
      set('appIntegrity', 'versionCode', undefined),
      set('deviceIntegrity', 'deviceRecognitionVerdict', ['MEETS_DEVICE_INTEGRITY']),
      set('accountDetails', 'appLicensingVerdict', 'UNLICENSED'),
      set('accountDetails', 'appLicensingVerdict', undefined),
    ])
      expect(await registering(but(change), otherAndroid)).toBe('attestation_verdict');
  });

  test("another app's token, whichever name stands beside it", async () => {
    const evidence = await world.playEvidence(undefined, otherAndroid);
    expect(await codeOf(register(undefined, world.services, { ...evidence, appId: android.appId }))).toBe(
      'attestation_invalid',
    );
    expect(
      await codeOf(register(undefined, world.services, { ...evidence, appId: 'com.example.stranger' })),
    ).toBe('attestation_wrong_app');
  });

  test('a token that somebody else signed, or whose encryption is another', async () => {
    const evidence = await world.playEvidence();
    const forger = playStore();
    const payload = { requestDetails: {} };
    const tokens = [
      await forger.token(payload, { decryptionKey: world.play.decryptionKey }),
      await forger.token(payload),
      await world.play.token(payload, { encryption: 'A128CBC-HS256' }),
      await world.play.token(payload, { management: 'A256GCMKW' }),
      await world.play.token('no JSON'),
      await world.play.token('null'),
      evidence.token.slice(0, -2),
    ];
    for (const token of tokens)
      expect(await codeOf(register(undefined, world.services, { ...evidence, token }))).toBe(
        'attestation_invalid',
      );
  });
});

test('keys in the vault that are none are told to operators, and callers may try again', async () => {
  const broken = await attestationWorld();
  await setSecret('play-integrity-verification-one', 'bm8ga2V5', broken.services);
  expect(await codeOf(register(undefined, broken.services, await broken.playEvidence()))).toBe(
    'misconfigured',
  );
  expect(broken.services.log.lines.map(({ message }) => message)).toContain(
    'The secret play-integrity-verification-one in the vault is not a key of its kind.',
  );
  await broken.host.stop();
});

test('whatever stands in place of a token or of its payload is refused, and never by a fault of ours', async () => {
  const evidence = await world.playEvidence();
  const refused = async (token: string) => {
    const error = await register(undefined, world.services, { ...evidence, token }).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ConveyorError);
    expect(error.status).toBe(403);
  };
  await fc.assert(fc.asyncProperty(fc.string({ minLength: 1 }), refused), { numRuns: 100 });
  const part = fc.base64String().map((text) => text.replaceAll('=', ''));
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 5, maxLength: 5 }), (parts) => refused(parts.join('.'))),
    { numRuns: 100 },
  );
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (payload) => refused(await world.play.token(payload))),
    { numRuns: 100 },
  );
});
