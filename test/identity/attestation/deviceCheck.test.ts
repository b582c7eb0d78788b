import fc from 'fast-check';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConveyorError } from '../../../shared/errors.ts';
import { register } from '../../../shared/identity/register.ts';
import { setSecret } from '../../harness/rotate.ts';
import {
  type AttestationFixture,
  attestationFixture,
  codeOf,
  deviceCheck,
  stubAppleResponse,
} from './attestationFixture.ts';

let fixture: AttestationFixture;
beforeAll(async () => {
  fixture = await attestationFixture();
});
afterAll(() => fixture.host.stop());
const resultOfRegistration = async () =>
  codeOf(register(undefined, fixture.services, await fixture.deviceCheckEvidence()));

test('a device with a valid token can register', async () => {
  const evidence = await fixture.deviceCheckEvidence();
  const { uuid } = await register(undefined, fixture.services, evidence);
  const stored = await fixture.services.devices.read([uuid], uuid);
  expect(stored?.record.attestation).toEqual({ platform: 'device-check', appId: deviceCheck.appId });
  expect(fixture.host.requests.at(-1)?.body.device_token).toBe(evidence.token);
});

test('a provider token is reused for half an hour, then renewed', async () => {
  await resultOfRegistration();
  const first = fixture.host.requests.at(-1)?.authorization;
  fixture.services.clock.advance({ minutes: 25 });
  expect(await resultOfRegistration()).toBe('accepted');
  expect(fixture.host.requests.at(-1)?.authorization).toBe(first);
  fixture.services.clock.advance({ minutes: 10 });
  expect(await resultOfRegistration()).toBe('accepted');
  const second = fixture.host.requests.at(-1)?.authorization ?? '';
  expect(second).not.toBe(first);
  expect(decodeJwt(second)).toEqual({
    iss: 'TEAM123456',
    iat: Math.floor(fixture.services.clock.now().getTime() / 1000),
  });
});

describe('rejects', () => {
  test('a token that Apple rejects', async () => {
    const evidence = await fixture.deviceCheckEvidence();
    fixture.host.validTokens.delete(evidence.token);
    expect(await codeOf(register(undefined, fixture.services, evidence))).toBe('attestation_invalid');
  });

  test('the same token with another challenge, in any encoding', async () => {
    const evidence = await fixture.deviceCheckEvidence();
    expect(await codeOf(register(undefined, fixture.services, evidence))).toBe('accepted');
    const bare = evidence.token.replace(/=+$/, '');
    fixture.host.validTokens.add(bare);
    for (const token of [evidence.token, bare])
      expect(
        await codeOf(
          register(undefined, fixture.services, { ...evidence, token, challenge: await fixture.challenge() }),
        ),
      ).toBe('attestation_replayed');
  });

  test('another token with the same challenge', async () => {
    const { challenge, ...evidence } = await fixture.deviceCheckEvidence();
    expect(await codeOf(register(undefined, fixture.services, { ...evidence, challenge }))).toBe('accepted');
    const other = await fixture.deviceCheckEvidence();
    expect(await codeOf(register(undefined, fixture.services, { ...other, challenge }))).toBe(
      'attestation_replayed',
    );
  });

  test('an expired challenge without a request to Apple', async () => {
    const evidence = await fixture.deviceCheckEvidence();
    fixture.services.clock.advance({ minutes: 6 });
    const before = fixture.host.requests.length;
    expect(await codeOf(register(undefined, fixture.services, evidence))).toBe('attestation_expired');
    expect(fixture.host.requests).toHaveLength(before);
  });
});

describe('Apple is asked', () => {
  test('neither about a used token nor for a used challenge', async () => {
    const evidence = await fixture.deviceCheckEvidence();
    expect(await codeOf(register(undefined, fixture.services, evidence))).toBe('accepted');
    const other = await fixture.deviceCheckEvidence();
    const before = fixture.host.requests.length;
    for (const repeated of [
      evidence,
      { ...evidence, challenge: other.challenge },
      { ...other, challenge: evidence.challenge },
    ])
      expect(await codeOf(register(undefined, fixture.services, repeated))).toBe('attestation_replayed');
    expect(fixture.host.requests).toHaveLength(before);
  });

  test('once for concurrent requests with one token', async () => {
    const evidence = await fixture.deviceCheckEvidence();
    const before = fixture.host.requests.length;
    const challenges = await Promise.all(Array.from({ length: 5 }, () => fixture.challenge()));
    const codes = await Promise.all(
      challenges.map((challenge) =>
        codeOf(register(undefined, fixture.services, { ...evidence, challenge })),
      ),
    );
    expect(codes.toSorted()).toEqual([
      'accepted',
      ...Array.from({ length: 4 }, () => 'attestation_replayed'),
    ]);
    expect(fixture.host.requests).toHaveLength(before + 1);
  });

  test('by each app even if another one has many requests open', async () => {
    const app = { platform: 'device-check', ...deviceCheck, privateKey: 'device-check-one' };
    const other = { ...app, appId: `${deviceCheck.appId}.other` };
    const own = await attestationFixture({
      ATTESTATION_ROOTS: '',
      ATTESTATION_APPS: JSON.stringify([app, other]),
    });
    own.host.hold();
    const flood = await Promise.all(Array.from({ length: 40 }, () => own.deviceCheckEvidence()));
    const results = flood.map((evidence) => codeOf(register(undefined, own.services, evidence)));
    await own.host.received(25);
    const evidence = { ...(await own.deviceCheckEvidence()), appId: other.appId };
    const result = codeOf(register(undefined, own.services, evidence));
    await own.host.received(26);
    own.host.release();
    expect(await result).toBe('accepted');
    const codes = await Promise.all(results);
    expect(codes.filter((code) => code === 'accepted')).toHaveLength(25);
    expect(codes.filter((code) => code === 'attestation_unavailable')).toHaveLength(15);
    await own.host.stop();
  });
});

describe('returns attestation_unavailable if Apple', () => {
  test.each([500, 502, 503, 429])('responds %i, and a retry of the same request succeeds', async (status) => {
    const evidence = await fixture.deviceCheckEvidence();
    stubAppleResponse(fixture.host, status);
    const error = (await register(undefined, fixture.services, evidence).catch(
      (thrown) => thrown,
    )) as ConveyorError;
    expect(error).toMatchObject({ code: 'attestation_unavailable', status: 503, retryable: true });
    expect(error.headers['retry-after']).toBeDefined();
    fixture.host.stubbedResponse = undefined;
    expect(await codeOf(register(undefined, fixture.services, evidence))).toBe('accepted');
  });

  test('refuses the connection', async () => {
    const own = await attestationFixture();
    const evidence = await own.deviceCheckEvidence();
    await own.host.stop();
    expect(await codeOf(register(undefined, own.services, evidence))).toBe('attestation_unavailable');
  });

  test('sends a too large response', async () => {
    stubAppleResponse(fixture.host, 200, 'x'.repeat(100_000));
    expect(await resultOfRegistration()).toBe('attestation_unavailable');
  });
});

describe('returns misconfigured and logs an error if', () => {
  test.each([
    [401, 'Unable to verify authorization token'],
    [400, 'Missing or badly formatted authorization token'],
  ])('Apple rejects the provider token (%i)', async (status, body) => {
    stubAppleResponse(fixture.host, status, body);
    expect(await resultOfRegistration()).toBe('misconfigured');
    expect(fixture.services.log.lines.at(-1)?.message).toMatch(/^DeviceCheck rejected the provider token\./);
  });

  test.each([
    ['names the timestamp', 'Missing or badly formatted timestamp', 0],
    ['refuses a request while the clocks differ', 'Missing or incorrectly formatted device token payload', 6],
  ])('Apple %s', async (_, body, minutes) => {
    const own = await attestationFixture();
    own.services.clock.advance({
      seconds: (Date.now() - own.services.clock.now().getTime()) / 1000 + minutes * 60,
    });
    stubAppleResponse(own.host, 400, body);
    const evidence = await own.deviceCheckEvidence();
    expect(await codeOf(register(undefined, own.services, evidence))).toBe('misconfigured');
    expect(own.services.log.lines.at(-1)?.message).toMatch(/^DeviceCheck rejected the time/);
    own.services.clock.advance({ minutes: -minutes });
    own.host.stubbedResponse = { status: 400, body: 'Missing or incorrectly formatted device token payload' };
    const later = await own.deviceCheckEvidence();
    expect(await codeOf(register(undefined, own.services, later))).toBe('attestation_invalid');
    await own.host.stop();
  });

  test('the key in the vault is invalid', async () => {
    const own = await attestationFixture();
    await setSecret('device-check-one', 'no key', own.services);
    expect(await codeOf(register(undefined, own.services, await own.deviceCheckEvidence()))).toBe(
      'misconfigured',
    );
    expect(JSON.stringify(own.services.log.lines)).not.toContain('no key"');
    await own.host.stop();
  });

  test('the address is not allowed', async () => {
    const own = await attestationFixture({ OUTBOUND_ALLOW: '' });
    const evidence = await own.deviceCheckEvidence();
    expect(await codeOf(register(undefined, own.services, evidence))).toBe('misconfigured');
    expect(own.host.requests).toEqual([]);
    await own.host.stop();
  });
});

test('any invalid token is rejected with attestation_invalid', async () => {
  const { challenge } = await fixture.deviceCheckEvidence();
  await fc.assert(
    fc.asyncProperty(fc.base64String({ minLength: 4 }), async (token) => {
      const { appId } = deviceCheck;
      const error = await register(undefined, fixture.services, {
        platform: 'device-check',
        appId,
        challenge,
        token,
      }).catch((thrown) => thrown);
      expect(error).toBeInstanceOf(ConveyorError);
      expect(error.code).toBe('attestation_invalid');
    }),
    { numRuns: 50 },
  );
});
