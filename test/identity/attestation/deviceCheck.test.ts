import fc from 'fast-check';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConveyorError } from '../../../shared/errors.ts';
import { register } from '../../../shared/identity/register.ts';
import { setSecret } from '../../harness/rotate.ts';
import { answerOfApple, attestationWorld, codeOf, deviceCheck, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await attestationWorld();
});
afterAll(() => world.host.stop());
const registering = async () =>
  codeOf(register(undefined, world.services, await world.deviceCheckEvidence()));

test('a device whose token Apple knows registers', async () => {
  const evidence = await world.deviceCheckEvidence();
  const { uuid } = await register(undefined, world.services, evidence);
  const stored = await world.services.devices.read([uuid], uuid);
  expect(stored?.record.attestation).toEqual({ platform: 'device-check', appId: deviceCheck.appId });
  expect(world.host.asked.at(-1)?.body.device_token).toBe(evidence.token);
});

test('Apple is asked with one token of ours for half an hour, then with a new one', async () => {
  await registering();
  const first = world.host.asked.at(-1)?.authorization;
  world.services.clock.advance({ minutes: 25 });
  expect(await registering()).toBe('taken');
  expect(world.host.asked.at(-1)?.authorization).toBe(first);
  world.services.clock.advance({ minutes: 10 });
  expect(await registering()).toBe('taken');
  const second = world.host.asked.at(-1)?.authorization ?? '';
  expect(second).not.toBe(first);
  expect(decodeJwt(second)).toEqual({
    iss: 'TEAM123456',
    iat: Math.floor(world.services.clock.now().getTime() / 1000),
  });
});

describe('is refused:', () => {
  test('a token that Apple does not know', async () => {
    const evidence = await world.deviceCheckEvidence();
    world.host.known.delete(evidence.token);
    expect(await codeOf(register(undefined, world.services, evidence))).toBe('attestation_invalid');
  });

  test('the same token with another challenge, however it is written', async () => {
    const evidence = await world.deviceCheckEvidence();
    expect(await codeOf(register(undefined, world.services, evidence))).toBe('taken');
    const bare = evidence.token.replace(/=+$/, '');
    world.host.known.add(bare);
    for (const token of [evidence.token, bare])
      expect(
        await codeOf(
          register(undefined, world.services, { ...evidence, token, challenge: await world.challenge() }),
        ),
      ).toBe('attestation_replayed');
  });

  test('another token with the same challenge', async () => {
    const { challenge, ...evidence } = await world.deviceCheckEvidence();
    expect(await codeOf(register(undefined, world.services, { ...evidence, challenge }))).toBe('taken');
    const other = await world.deviceCheckEvidence();
    expect(await codeOf(register(undefined, world.services, { ...other, challenge }))).toBe(
      'attestation_replayed',
    );
  });

  test('an old challenge, without Apple being asked', async () => {
    const evidence = await world.deviceCheckEvidence();
    world.services.clock.advance({ minutes: 6 });
    const before = world.host.asked.length;
    expect(await codeOf(register(undefined, world.services, evidence))).toBe('attestation_expired');
    expect(world.host.asked).toHaveLength(before);
  });
});

describe('Apple is away:', () => {
  test.each([500, 502, 503, 429])('it answers %i, and the caller may try the same again', async (status) => {
    const evidence = await world.deviceCheckEvidence();
    answerOfApple(world.host, status);
    const error = (await register(undefined, world.services, evidence).catch(
      (thrown) => thrown,
    )) as ConveyorError;
    expect(error).toMatchObject({ code: 'attestation_unavailable', status: 503, retryable: true });
    expect(error.headers['retry-after']).toBeDefined();
    world.host.answer = undefined;
    expect(await codeOf(register(undefined, world.services, evidence))).toBe('taken');
  });

  test('nobody listens there', async () => {
    const own = await attestationWorld();
    const evidence = await own.deviceCheckEvidence();
    await own.host.stop();
    expect(await codeOf(register(undefined, own.services, evidence))).toBe('attestation_unavailable');
  });

  test('it answers with more than it ever says', async () => {
    answerOfApple(world.host, 200, 'x'.repeat(100_000));
    expect(await registering()).toBe('attestation_unavailable');
  });
});

describe('it is ours to mend, which operators are told:', () => {
  test.each([
    [401, 'Unable to verify authorization token'],
    [400, 'Missing or badly formatted authorization token'],
  ])('Apple does not take our key (%i)', async (status, body) => {
    answerOfApple(world.host, status, body);
    expect(await registering()).toBe('misconfigured');
    expect(world.services.log.lines.at(-1)?.message).toBe('DeviceCheck does not take our key.');
  });

  test('the key in the vault is none', async () => {
    const own = await attestationWorld();
    await setSecret('device-check-one', 'no key', own.services);
    expect(await codeOf(register(undefined, own.services, await own.deviceCheckEvidence()))).toBe(
      'misconfigured',
    );
    expect(JSON.stringify(own.services.log.lines)).not.toContain('no key"');
    await own.host.stop();
  });

  test('the address is one that may not be reached', async () => {
    const own = await attestationWorld({ OUTBOUND_ALLOW: '' });
    const evidence = await own.deviceCheckEvidence();
    expect(await codeOf(register(undefined, own.services, evidence))).toBe('misconfigured');
    expect(own.host.asked).toEqual([]);
    await own.host.stop();
  });
});

test('whatever stands in place of a token is refused, and never by a fault of ours', async () => {
  const { challenge } = await world.deviceCheckEvidence();
  await fc.assert(
    fc.asyncProperty(fc.base64String({ minLength: 4 }), async (token) => {
      const { appId } = deviceCheck;
      const error = await register(undefined, world.services, {
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
