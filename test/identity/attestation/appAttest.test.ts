import { createHash } from 'node:crypto';
import { encode } from 'cborg';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConveyorError } from '../../../shared/errors.ts';
import { register } from '../../../shared/identity/register.ts';
import { type AttestOptions, appleAuthority } from './appleAuthority.ts';
import { apple, appleInDevelopment, attestationWorld, codeOf, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await attestationWorld();
});
afterAll(() => world.host.stop());
const registering = async (options?: Partial<AttestOptions>, changed: object = {}) => {
  const { evidence } = await world.appleEvidence(options);
  return codeOf(register(undefined, world.services, { ...evidence, ...changed }));
};

test('a genuine app registers; its record keeps the key and its counter', async () => {
  const { evidence, enclave } = await world.appleEvidence();
  const { uuid } = await register(undefined, world.services, evidence);
  const stored = await world.services.devices.read([uuid], uuid);
  expect(stored?.record.attestation).toEqual({
    platform: 'app-attest',
    appId: apple.appId,
    key: {
      id: enclave.keyId,
      publicKey: expect.stringMatching(/^MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE/),
      counter: 0,
    },
  });
});

test('extensions behind the credential, as newer systems add them, change nothing', async () => {
  expect(await registering({ extensions: encode({ apple_bundle_version_01: '1' }) })).toBe('taken');
});

test('an app in development is attested by its own environment only', async () => {
  const { appId } = appleInDevelopment;
  expect(await registering({ appId, environment: 'development' }, { appId })).toBe('taken');
  expect(await registering({ appId, environment: 'production' }, { appId })).toBe('attestation_verdict');
  expect(await registering({ environment: 'development' })).toBe('attestation_verdict');
});

describe('is refused:', () => {
  test('another app, whichever name stands beside it', async () => {
    expect(await registering({ appId: appleInDevelopment.appId })).toBe('attestation_wrong_app');
    expect(await registering({ appId: 'TEAM123456.com.example.stranger' })).toBe('attestation_wrong_app');
    expect(await registering({}, { appId: 'TEAM123456.com.example.stranger' })).toBe('attestation_wrong_app');
  });

  test('what was made for another challenge or purpose', async () => {
    const clientDataHash = createHash('sha256').update('another').digest();
    expect(await registering({ clientDataHash })).toBe('attestation_wrong_request');
    expect(await registering({ nonce: Buffer.alloc(32) })).toBe('attestation_wrong_request');
    expect(await registering({ nonce: Buffer.alloc(31) })).toBe('attestation_wrong_request');
    expect(await registering({}, { challenge: await world.challenge() })).toBe('attestation_wrong_request');
  });

  test('a key that has signed before', async () => {
    expect(await registering({ counter: 1 })).toBe('attestation_counter');
  });

  test('another key than the one that is named', async () => {
    const credentialId = Buffer.alloc(32);
    const keyId = credentialId.toString('base64');
    expect(await registering({}, { keyId })).toBe('attestation_invalid');
    expect(await registering({ credentialId })).toBe('attestation_invalid');
    expect(await registering({ credentialId }, { keyId })).toBe('attestation_invalid');
  });

  test('another format, and bytes behind the document', async () => {
    expect(await registering({ fmt: 'apple' })).toBe('attestation_invalid');
    const { evidence } = await world.appleEvidence();
    const longer = Buffer.concat([Buffer.from(evidence.attestation ?? '', 'base64'), Buffer.of(0)]);
    const code = codeOf(
      register(undefined, world.services, { ...evidence, attestation: longer.toString('base64') }),
    );
    expect(await code).toBe('attestation_invalid');
  });

  test('a document that says a thing twice', async () => {
    const { evidence } = await world.appleEvidence();
    const once = Buffer.from(evidence.attestation ?? '', 'base64');
    // A map of three becomes one of four, the first of which is there again.
    expect(once[0]).toBe(0xa3);
    const twice = Buffer.concat([
      Buffer.of(0xa4),
      encode('fmt'),
      encode('apple-appattest'),
      once.subarray(1),
    ]);
    const code = codeOf(
      register(undefined, world.services, { ...evidence, attestation: twice.toString('base64') }),
    );
    expect(await code).toBe('attestation_invalid');
  });

  test('certificates of another root, the root of which comes along too', async () => {
    const forger = await appleAuthority(world.services.clock.now());
    const { evidence } = await world.appleEvidence();
    const challenge = evidence.challenge;
    for (const chain of [undefined, (usual: never[]) => [...usual, forger.root]]) {
      const forged = await forger.attest({
        appId: apple.appId,
        clientDataHash: createHash('sha256').update(`register\n${challenge}`).digest(),
        ...(chain && { chain: chain as AttestOptions['chain'] & object }),
      });
      const { keyId, attestation } = forged;
      expect(await codeOf(register(undefined, world.services, { ...evidence, keyId, attestation }))).toBe(
        'attestation_untrusted_root',
      );
    }
  });

  test('a chain with a gap, in another order, too long, or of nothing', async () => {
    expect(await registering({ chain: ([leaf]) => [leaf as never] })).toBe('attestation_untrusted_root');
    expect(await registering({ chain: (usual) => usual.toReversed() })).toBe('attestation_invalid');
    expect(await registering({ chain: () => [] })).toBe('attestation_invalid');
    const { root } = world.authority;
    expect(await registering({ chain: (usual) => [...usual, root] })).toBe('taken');
    expect(await registering({ chain: (usual) => [...usual, root, root] })).toBe('taken');
    expect(await registering({ chain: (usual) => [...usual, root, root, root] })).toBe('attestation_invalid');
  });

  test('a certificate that the certificate of a genuine key has signed', async () => {
    for (const withoutKeyUsage of [false, true]) {
      const { enclave } = await world.appleEvidence({ withoutKeyUsage });
      const chain = ([leaf]: unknown[]) => [leaf, enclave.certificate, world.authority.intermediate] as never;
      expect(await registering({ issuer: enclave, chain })).toBe('attestation_untrusted_root');
    }
  });

  test("a certificate of an authority in the place of a key's", async () => {
    expect(await registering({ leafIsAuthority: true })).toBe('attestation_invalid');
  });

  test('certificates that are over, or not yet valid', async () => {
    expect(await registering({ validDays: -0.5, validSince: 2 })).toBe('attestation_expired');
    expect(await registering({ validSince: -0.5 })).toBe('attestation_expired');
  });

  test('an assertion of a device that nobody knows', async () => {
    const { evidence, enclave } = await world.appleEvidence();
    const { platform, appId, challenge } = evidence;
    const assertion = enclave.assert(createHash('sha256').update(`register\n${challenge}`).digest(), 1);
    expect(await codeOf(register(undefined, world.services, { platform, appId, challenge, assertion }))).toBe(
      'attestation_invalid',
    );
  });
});

test('whatever stands in place of the document is refused, and never by a fault of ours', async () => {
  const { evidence } = await world.appleEvidence();
  const good = Buffer.from(evidence.attestation ?? '', 'base64');
  const refused = async (bytes: Uint8Array) => {
    const attestation = Buffer.from(bytes).toString('base64');
    const error = await register(undefined, world.services, { ...evidence, attestation }).catch(
      (thrown) => thrown,
    );
    expect(error).toBeInstanceOf(ConveyorError);
    expect(error.status).toBe(403);
  };
  await fc.assert(fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), refused), {
    numRuns: 150,
  });
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const bytes = Buffer.from(good);
      bytes[at] = (bytes[at] ?? 0) ^ by;
      const attestation = bytes.toString('base64');
      const outcome = await register(undefined, world.services, { ...evidence, attestation }).catch(
        (thrown) => thrown,
      );
      // The receipt is not looked at, and the map's head may be written otherwise; the challenge is used up by one.
      if (outcome instanceof Error)
        expect([outcome.name, (outcome as ConveyorError).status]).toEqual(['ConveyorError', 403]);
    }),
    { numRuns: 300 },
  );
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), (x5c, authData) =>
      refused(encode({ fmt: 'apple-appattest', attStmt: { x5c }, authData })),
    ),
    { numRuns: 100 },
  );
  const deep = Buffer.alloc(12_000, 0x81);
  await refused(deep);
  await refused(Buffer.from('9bffffffffffffffff', 'hex'));
  await refused(Buffer.from('5b7fffffffffffffff', 'hex'));
});
