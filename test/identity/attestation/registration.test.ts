import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAttestationChallenge } from '../../../functions/api/createAttestationChallenge.ts';
import { registerDevice } from '../../../functions/api/registerDevice.ts';
import type { Evidence } from '../../../shared/identity/attestation/evidence.ts';
import { authenticateDevice } from '../../../shared/identity/authenticateDevice.ts';
import { deleteDevice } from '../../../shared/identity/deleteDevice.ts';
import { issueRegistrationToken } from '../../../shared/identity/registration/issueRegistrationToken.ts';
import { sweepDevices } from '../../../shared/identity/sweepDevices.ts';
import { failing } from '../../harness/failing.ts';
import { testServices } from '../../harness/services.ts';
import { call, problem } from '../../http/call.ts';
import { type AttestationFixture, attestationFixture } from './attestationFixture.ts';

let fixture: AttestationFixture;
beforeAll(async () => {
  fixture = await attestationFixture();
});
afterAll(() => fixture.host.stop());

const post = (body?: unknown, services = fixture.services) =>
  call(registerDevice, { services, ...(body !== undefined && { body: JSON.stringify(body) }) });
const resultOf = async (body?: unknown) => {
  const response = await post(body);
  return [response.status, (await problem(response)).code];
};
const kinds: Record<string, () => Promise<Evidence>> = {
  'play-integrity': () => fixture.playEvidence(),
  'app-attest': async () => (await fixture.appleEvidence()).evidence,
  'device-check': () => fixture.deviceCheckEvidence(),
};

describe.each(Object.entries(kinds))('%s', (platform, evidence) => {
  test('registers a device, which can then authenticate', async () => {
    const attestation = await evidence();
    const response = await post({ attestation });
    expect(response.status).toBe(201);
    const { token } = (await response.json()) as { token: string };
    expect(await authenticateDevice(token, fixture.services)).toMatchObject({
      kind: 'device',
    });
  });

  test('cannot be reused', async () => {
    const attestation = await evidence();
    expect((await post({ attestation })).status).toBe(201);
    expect(await resultOf({ attestation })).toEqual([403, 'attestation_replayed']);
  });

  test('is accepted once by concurrent registrations', async () => {
    const attestation = await evidence();
    const answers = await Promise.all(Array.from({ length: 6 }, () => resultOf({ attestation })));
    expect(answers.map(([status]) => status).toSorted()).toEqual([201, 403, 403, 403, 403, 403]);
    expect(answers.filter(([, code]) => code === 'attestation_replayed')).toHaveLength(5);
  });

  test('is rejected with an expired challenge', async () => {
    const attestation = await evidence();
    fixture.services.clock.advance({ minutes: 5 });
    expect(await resultOf({ attestation })).toEqual([403, 'attestation_expired']);
  });

  test('is rejected with a forged challenge', async () => {
    const attestation = { ...(await evidence()), challenge: Buffer.alloc(32, 7).toString('base64url') };
    expect(await resultOf({ attestation })).toEqual([403, 'attestation_invalid']);
  });

  test('is rejected for an app that is not configured', async () => {
    const attestation = { ...(await evidence()), appId: 'TEAM123456.com.example.stranger' };
    expect(await resultOf({ attestation })).toEqual([403, 'attestation_wrong_app']);
  });

  test('is rejected if its platform is not configured', async () => {
    const others = JSON.parse(fixture.settings.ATTESTATION_APPS ?? '').filter(
      (app: { platform: string }) => app.platform !== platform,
    );
    const roots = others.some((app: { platform: string }) => app.platform === 'app-attest');
    const closed = await testServices(
      {
        ...fixture.settings,
        ATTESTATION_APPS: JSON.stringify(others),
        ...(!roots && { ATTESTATION_ROOTS: '' }),
      },
      fixture.services,
    );
    const response = await post({ attestation: await evidence() }, closed);
    expect(await problem(response)).toMatchObject({
      status: 403,
      code: 'attestation_wrong_app',
      retryable: false,
    });
  });

  test('requires a new challenge after a crash before the device is stored', async () => {
    const attestation = await evidence();
    const devices = failing(fixture.services.devices, 'create', 'The process died.');
    expect((await post({ attestation }, { ...fixture.services, devices })).status).toBe(500);
    expect(await resultOf({ attestation })).toEqual([403, 'attestation_replayed']);
    expect((await post({ attestation: await evidence() })).status).toBe(201);
  });
});

test('a key registers one device, and another one only after the first was deleted', async () => {
  const first = await fixture.appleEvidence();
  const again = async () => (await fixture.appleEvidence({ key: first.enclave.privateKey })).evidence;
  const response = await post({ attestation: first.evidence });
  expect(response.status).toBe(201);
  expect(await resultOf({ attestation: await again() })).toEqual([403, 'attestation_replayed']);
  const { uuid } = (await response.json()) as { uuid: string };
  await deleteDevice(uuid, fixture.services);
  expect((await post({ attestation: await again() })).status).toBe(201);
});

test('a key registers one device of several concurrent ones', async () => {
  const { enclave, evidence } = await fixture.appleEvidence();
  const other = await fixture.appleEvidence({ key: enclave.privateKey });
  const answers = await Promise.all(
    [evidence, other.evidence].map((attestation) => resultOf({ attestation })),
  );
  expect(answers.map(([status]) => status).toSorted()).toEqual([201, 403]);
});

test('an app registers only if its purposes include the registration', async () => {
  const apps = JSON.parse(fixture.settings.ATTESTATION_APPS ?? '') as { platform: string }[];
  const purposes = (platform: string) => (platform === 'device-check' ? ['publish'] : ['registration']);
  const settings = {
    ...fixture.settings,
    ATTESTATION_APPS: JSON.stringify(apps.map((app) => ({ ...app, purposes: purposes(app.platform) }))),
  };
  const services = await testServices(settings, fixture.services);
  const attestation = await fixture.deviceCheckEvidence();
  expect(await problem(await post({ attestation }, services))).toMatchObject({
    code: 'attestation_wrong_app',
  });
  expect((await post({ attestation: await fixture.playEvidence() }, services)).status).toBe(201);
});

test('rejected evidence does not use up its challenge', async () => {
  const attestation = await fixture.playEvidence();
  expect(await resultOf({ attestation: { ...attestation, token: 'a.b.c.d.e' } })).toEqual([
    403,
    'attestation_invalid',
  ]);
  expect((await post({ attestation })).status).toBe(201);
});

test('registration without an attestation is rejected, even with a registration token', async () => {
  expect(await resultOf()).toEqual([403, 'attestation_required']);
  expect(await resultOf({})).toEqual([403, 'attestation_required']);
  const { body } = await issueRegistrationToken(
    {
      organisationId: 'default',
      creator: 'operator',
      idempotencyKey: undefined,
      request: { name: 'App', maximumRegistrations: 1, expiresInDays: 1 },
    },
    fixture.services,
  );
  const response = await call(registerDevice, {
    services: fixture.services,
    headers: { authorization: `Bearer ${body.token}` },
  });
  expect(await problem(response)).toMatchObject({ code: 'attestation_required' });
});

describe('returns bad_request for evidence with', () => {
  const challenge = 'x';
  const appId = 'com.example.app';
  test.each<[string, unknown]>([
    ['a string instead of an object', 'attestation'],
    ['an unknown platform', { platform: 'safetynet', appId, challenge, token: 'x' }],
    ['no platform', { appId, challenge, token: 'x' }],
    ['no token', { platform: 'play-integrity', appId, challenge }],
    ['an unknown field', { platform: 'play-integrity', appId, challenge, token: 'x', more: 1 }],
    ['a huge token', { platform: 'play-integrity', appId, challenge, token: 'x'.repeat(16_385) }],
    ['a token that is not base64', { platform: 'device-check', appId, challenge, token: '%%%' }],
    ['neither attestation nor assertion', { platform: 'app-attest', appId, challenge }],
    ['an attestation without its key', { platform: 'app-attest', appId, challenge, attestation: 'AAAA' }],
    [
      'both attestation and assertion',
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

  test('a body that is too large is rejected with 413', async () => {
    expect(await resultOf({ attestation: { padding: 'x'.repeat(40_000) } })).toEqual([413, 'body_too_large']);
  });
});

test('open registration accepts no body, an empty body of any type, or an object', async () => {
  const open = await testServices({ ...fixture.settings, REGISTRATION: 'open' }, fixture.services);
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

test('an unused attested device is deleted', async () => {
  const response = await post({ attestation: await fixture.playEvidence() });
  const { uuid } = (await response.json()) as { uuid: string };
  fixture.services.clock.advance({ days: 181 });
  await sweepDevices(fixture.services);
  expect(await fixture.services.devices.read([uuid], uuid)).toBeUndefined();
});

test('a challenge can be requested even if no attestation is required', async () => {
  const open = await testServices({ REGISTRATION: 'open' }, fixture.services);
  expect((await call(createAttestationChallenge, { services: open })).status).toBe(201);
});
