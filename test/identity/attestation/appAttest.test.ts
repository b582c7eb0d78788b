import { createHash } from 'node:crypto';
import { encode } from 'cborg';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AttestOptions, appleAuthority } from '../../../local/attestation/appleAuthority.ts';
import { ConveyorError } from '../../../shared/errors.ts';
import { register } from '../../../shared/identity/register.ts';
import {
  type AttestationFixture,
  apple,
  appleInDevelopment,
  attestationFixture,
  codeOf,
} from './attestationFixture.ts';

let fixture: AttestationFixture;
beforeAll(async () => {
  fixture = await attestationFixture();
});
afterAll(() => fixture.host.stop());
const resultOf = async (options?: Partial<AttestOptions>, overrides: object = {}) => {
  const { evidence } = await fixture.appleEvidence(options);
  return codeOf(register(undefined, fixture.services, { ...evidence, ...overrides }));
};

test('a genuine app can register, and its key, counter and receipt are stored', async () => {
  const { evidence, enclave } = await fixture.appleEvidence();
  const { uuid } = await register(undefined, fixture.services, evidence);
  const stored = await fixture.services.devices.read([uuid], uuid);
  expect(stored?.record.attestation).toEqual({
    platform: 'app-attest',
    appId: apple.appId,
    key: {
      id: enclave.keyId,
      publicKey: expect.stringMatching(/^MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE/),
      counter: 0,
    },
  });
  const id = Buffer.from(enclave.keyId, 'base64').toString('base64url');
  expect((await fixture.services.attestedKeys.read([id], id))?.record).toMatchObject({
    receipt: Buffer.from('receipt').toString('base64'),
  });
});

test('an app is accepted only with its configured environment', async () => {
  const { appId } = appleInDevelopment;
  expect(await resultOf({ appId, environment: 'development' }, { appId })).toBe('accepted');
  expect(await resultOf({ appId, environment: 'production' }, { appId })).toBe('attestation_verdict');
  expect(await resultOf({ environment: 'development' })).toBe('attestation_verdict');
});

describe('rejects', () => {
  test('another app, with any appId', async () => {
    expect(await resultOf({ appId: appleInDevelopment.appId })).toBe('attestation_wrong_app');
    expect(await resultOf({ appId: 'TEAM123456.com.example.stranger' })).toBe('attestation_wrong_app');
    expect(await resultOf({}, { appId: 'TEAM123456.com.example.stranger' })).toBe('attestation_wrong_app');
  });

  test('an attestation for another challenge or purpose', async () => {
    const clientDataHash = createHash('sha256').update('another').digest();
    expect(await resultOf({ clientDataHash })).toBe('attestation_wrong_request');
    expect(await resultOf({ nonce: Buffer.alloc(32) })).toBe('attestation_wrong_request');
    expect(await resultOf({ nonce: Buffer.alloc(31) })).toBe('attestation_wrong_request');
    expect(await resultOf({}, { challenge: await fixture.challenge() })).toBe('attestation_wrong_request');
  });

  test('a key with a counter other than 0', async () => {
    expect(await resultOf({ counter: 1 })).toBe('attestation_counter');
  });

  test('a key that does not match keyId', async () => {
    const credentialId = Buffer.alloc(32);
    const keyId = credentialId.toString('base64');
    expect(await resultOf({}, { keyId })).toBe('attestation_invalid');
    expect(await resultOf({ credentialId })).toBe('attestation_invalid');
    expect(await resultOf({ credentialId }, { keyId })).toBe('attestation_invalid');
  });

  test('another format, and trailing bytes', async () => {
    expect(await resultOf({ fmt: 'apple' })).toBe('attestation_invalid');
    const { evidence } = await fixture.appleEvidence();
    const longer = Buffer.concat([Buffer.from(evidence.attestation ?? '', 'base64'), Buffer.of(0)]);
    const code = codeOf(
      register(undefined, fixture.services, { ...evidence, attestation: longer.toString('base64') }),
    );
    expect(await code).toBe('attestation_invalid');
  });

  test('a document with a duplicate map key', async () => {
    const { evidence } = await fixture.appleEvidence();
    const once = Buffer.from(evidence.attestation ?? '', 'base64');
    // Turns the map of three entries into one of four, with the first entry duplicated.
    expect(once[0]).toBe(0xa3);
    const twice = Buffer.concat([
      Buffer.of(0xa4),
      encode('fmt'),
      encode('apple-appattest'),
      once.subarray(1),
    ]);
    const code = codeOf(
      register(undefined, fixture.services, { ...evidence, attestation: twice.toString('base64') }),
    );
    expect(await code).toBe('attestation_invalid');
  });

  test('certificates of another root, with or without that root in the chain', async () => {
    const forger = await appleAuthority(fixture.services.clock.now());
    const { evidence } = await fixture.appleEvidence();
    const challenge = evidence.challenge;
    for (const chain of [undefined, (original: never[]) => [...original, forger.root]]) {
      const forged = await forger.attest({
        appId: apple.appId,
        clientDataHash: createHash('sha256').update(`register\n${challenge}`).digest(),
        ...(chain && { chain: chain as AttestOptions['chain'] & object }),
      });
      const { keyId, attestation } = forged;
      expect(await codeOf(register(undefined, fixture.services, { ...evidence, keyId, attestation }))).toBe(
        'attestation_untrusted_root',
      );
    }
  });

  test('a chain that is incomplete, reordered, too long or empty', async () => {
    expect(await resultOf({ chain: ([leaf]) => [leaf as never] })).toBe('attestation_untrusted_root');
    expect(await resultOf({ chain: (original) => original.toReversed() })).toBe('attestation_invalid');
    expect(await resultOf({ chain: () => [] })).toBe('attestation_invalid');
    const { root } = fixture.authority;
    expect(await resultOf({ chain: (original) => [...original, root] })).toBe('accepted');
    expect(await resultOf({ chain: (original) => [...original, root, root] })).toBe('accepted');
    expect(await resultOf({ chain: (original) => [...original, root, root, root] })).toBe(
      'attestation_invalid',
    );
  });

  test('a certificate that was signed with a genuine attested key', async () => {
    for (const withoutKeyUsage of [false, true]) {
      const { enclave } = await fixture.appleEvidence({ withoutKeyUsage });
      const chain = ([leaf]: unknown[]) =>
        [leaf, enclave.certificate, fixture.authority.intermediate] as never;
      expect(await resultOf({ issuer: enclave, chain })).toBe('attestation_untrusted_root');
    }
  });

  test('a CA certificate as leaf', async () => {
    expect(await resultOf({ leafIsAuthority: true })).toBe('attestation_invalid');
  });

  test('certificates that are expired or not yet valid', async () => {
    expect(await resultOf({ validDays: -0.5, validSince: 2 })).toBe('attestation_expired');
    expect(await resultOf({ validSince: -0.5 })).toBe('attestation_expired');
  });

  test('an assertion of an unknown device', async () => {
    const { evidence, enclave } = await fixture.appleEvidence();
    const { platform, appId, challenge } = evidence;
    const assertion = enclave.assert(createHash('sha256').update(`register\n${challenge}`).digest(), 1);
    expect(
      await codeOf(register(undefined, fixture.services, { platform, appId, challenge, assertion })),
    ).toBe('attestation_invalid');
  });
});

test('any malformed document is rejected with 403', async () => {
  const { evidence } = await fixture.appleEvidence();
  const valid = Buffer.from(evidence.attestation ?? '', 'base64');
  const expectRejection = async (bytes: Uint8Array) => {
    const attestation = Buffer.from(bytes).toString('base64');
    const error = await register(undefined, fixture.services, { ...evidence, attestation }).catch(
      (thrown) => thrown,
    );
    expect(error).toBeInstanceOf(ConveyorError);
    expect(error.status).toBe(403);
  };
  await fc.assert(fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), expectRejection), {
    numRuns: 150,
  });
  await fc.assert(
    fc.asyncProperty(fc.nat(valid.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const bytes = Buffer.from(valid);
      bytes[at] = (bytes[at] ?? 0) ^ by;
      const attestation = bytes.toString('base64');
      const outcome = await register(undefined, fixture.services, { ...evidence, attestation }).catch(
        (thrown) => thrown,
      );
      // A changed receipt or another encoding of the map's head is accepted, which uses up the challenge.
      if (outcome instanceof Error)
        expect([outcome.name, (outcome as ConveyorError).status]).toEqual(['ConveyorError', 403]);
    }),
    { numRuns: 300 },
  );
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), (x5c, authData) =>
      expectRejection(encode({ fmt: 'apple-appattest', attStmt: { x5c }, authData })),
    ),
    { numRuns: 100 },
  );
  const deep = Buffer.alloc(12_000, 0x81);
  await expectRejection(deep);
  await expectRejection(Buffer.from('9bffffffffffffffff', 'hex'));
  await expectRejection(Buffer.from('5b7fffffffffffffff', 'hex'));
});
