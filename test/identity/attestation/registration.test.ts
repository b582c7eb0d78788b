import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAttestationChallenge } from '../../../functions/api/createAttestationChallenge.ts';
import { registerDevice } from '../../../functions/api/registerDevice.ts';
import type { Evidence } from '../../../shared/identity/attestation/evidence.ts';
import { sweepDevices } from '../../../shared/identity/sweep.ts';
import { testServices } from '../../harness/services.ts';
import { call, problem } from '../../http/call.ts';
import { attestationWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await attestationWorld();
});
afterAll(() => world.host.stop());

const post = (body?: unknown, services = world.services) =>
  call(registerDevice, { services, ...(body !== undefined && { body: JSON.stringify(body) }) });
const answerTo = async (body?: unknown) => {
  const response = await post(body);
  return [response.status, (await problem(response)).code];
};
const kinds: Record<string, () => Promise<Evidence>> = {
  'play-integrity': () => world.playEvidence(),
  'app-attest': async () => (await world.appleEvidence()).evidence,
  'device-check': () => world.deviceCheckEvidence(),
};

describe.each(Object.entries(kinds))('%s', (platform, evidence) => {
  test('registers over HTTP with a challenge of its own, and the device is known from then on', async () => {
    const attestation = await evidence();
    const response = await post({ attestation });
    expect(response.status).toBe(201);
    const { token } = (await response.json()) as { token: string };
    expect(await world.services.authenticate.device(`Bearer ${token}`, world.services)).toMatchObject({
      kind: 'device',
    });
  });

  test('the same again is refused, and is no device', async () => {
    const attestation = await evidence();
    expect((await post({ attestation })).status).toBe(201);
    expect(await answerTo({ attestation })).toEqual([403, 'attestation_replayed']);
  });

  test('of many at once with the same challenge one registers', async () => {
    const attestation = await evidence();
    const answers = await Promise.all(Array.from({ length: 6 }, () => answerTo({ attestation })));
    expect(answers.map(([status]) => status).toSorted()).toEqual([201, 403, 403, 403, 403, 403]);
    expect(answers.filter(([, code]) => code === 'attestation_replayed')).toHaveLength(5);
  });

  test('an old challenge is refused', async () => {
    const attestation = await evidence();
    world.services.clock.advance({ minutes: 5 });
    expect(await answerTo({ attestation })).toEqual([403, 'attestation_expired']);
  });

  test('a made-up challenge is refused', async () => {
    const attestation = { ...(await evidence()), challenge: Buffer.alloc(32, 7).toString('base64url') };
    expect(await answerTo({ attestation })).toEqual([403, 'attestation_invalid']);
  });

  test('of an app that is not let in is refused', async () => {
    const attestation = { ...(await evidence()), appId: 'TEAM123456.com.example.stranger' };
    expect(await answerTo({ attestation })).toEqual([403, 'attestation_wrong_app']);
  });

  test('is refused where its platform is not let in', async () => {
    const others = JSON.parse(world.settings.ATTESTATION_APPS ?? '').filter(
      (app: { platform: string }) => app.platform !== platform,
    );
    const roots = others.some((app: { platform: string }) => app.platform === 'app-attest');
    const closed = await testServices(
      {
        ...world.settings,
        ATTESTATION_APPS: JSON.stringify(others),
        ...(!roots && { ATTESTATION_ROOTS: '' }),
      },
      world.services,
    );
    const response = await post({ attestation: await evidence() }, closed);
    expect(await problem(response)).toMatchObject({
      status: 403,
      code: 'attestation_wrong_app',
      retryable: false,
    });
  });

  test('who dies before the device is written begins anew with another challenge', async () => {
    const attestation = await evidence();
    const dying = new Proxy(world.services.devices, {
      get: (target, name) =>
        name === 'create'
          ? async () => {
              throw new Error('The process died.');
            }
          : Reflect.get(target, name, target),
    });
    expect((await post({ attestation }, { ...world.services, devices: dying })).status).toBe(500);
    expect(await answerTo({ attestation })).toEqual([403, 'attestation_replayed']);
    expect((await post({ attestation: await evidence() })).status).toBe(201);
  });
});

test('what is refused uses nothing up: the right evidence for the same challenge is still taken', async () => {
  const attestation = await world.playEvidence();
  expect(await answerTo({ attestation: { ...attestation, token: 'a.b.c.d.e' } })).toEqual([
    403,
    'attestation_invalid',
  ]);
  expect((await post({ attestation })).status).toBe(201);
});

test('without an attestation nobody registers, not with the registration token either', async () => {
  expect(await answerTo()).toEqual([403, 'attestation_required']);
  expect(await answerTo({})).toEqual([403, 'attestation_required']);
  const { value } = await world.services.vault.current('registration-token');
  const response = await call(registerDevice, {
    services: world.services,
    headers: { authorization: `Bearer ${value}` },
  });
  expect(await problem(response)).toMatchObject({ code: 'attestation_required' });
});

describe('evidence that cannot be read is a bad request:', () => {
  const challenge = 'x';
  const appId = 'com.example.app';
  test.each<[string, unknown]>([
    ['a text', 'attestation'],
    ['an unknown platform', { platform: 'safetynet', appId, challenge, token: 'x' }],
    ['no platform', { appId, challenge, token: 'x' }],
    ['no token', { platform: 'play-integrity', appId, challenge }],
    ['an unknown field', { platform: 'play-integrity', appId, challenge, token: 'x', more: 1 }],
    ['a huge token', { platform: 'play-integrity', appId, challenge, token: 'x'.repeat(16_385) }],
    ['a token that is no base64', { platform: 'device-check', appId, challenge, token: '%%%' }],
    ['neither attestation nor assertion', { platform: 'app-attest', appId, challenge }],
    ['an attestation without its key', { platform: 'app-attest', appId, challenge, attestation: 'AAAA' }],
    [
      'both at once',
      { platform: 'app-attest', appId, challenge, keyId: 'AAAA', attestation: 'AAAA', assertion: 'AAAA' },
    ],
  ])('%s', async (_, attestation) => {
    const response = await post({ attestation });
    expect(await problem(response)).toMatchObject({
      status: 400,
      code: 'bad_request',
      issues: expect.anything(),
    });
  });

  test('more than is ever needed is not read', async () => {
    expect(await answerTo({ attestation: { padding: 'x'.repeat(40_000) } })).toEqual([413, 'body_too_large']);
  });
});

test('elsewhere registration is as before: no body, an empty one of any type, or an object', async () => {
  const open = await testServices({ ...world.settings, REGISTRATION: 'open' }, world.services);
  const empty = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '0' };
  const answers = [
    await call(registerDevice, { services: open }),
    await call(registerDevice, { services: open, headers: empty }),
    await post({}, open),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  const [{ uuid }] = (await Promise.all(answers.map((each) => each.json()))) as [{ uuid: string }];
  expect((await open.devices.read([uuid], uuid))?.record).not.toHaveProperty('attestation');
});

test('an attested device is forgotten like any other', async () => {
  const response = await post({ attestation: await world.playEvidence() });
  const { uuid } = (await response.json()) as { uuid: string };
  world.services.clock.advance({ days: 181 });
  await sweepDevices(world.services);
  expect(await world.services.devices.read([uuid], uuid)).toBeUndefined();
});

test('a challenge can be asked for wherever attestations are not needed too', async () => {
  const open = await testServices({ REGISTRATION: 'open' }, world.services);
  expect((await call(createAttestationChallenge, { services: open })).status).toBe(201);
});
