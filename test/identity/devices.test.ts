import { beforeAll, expect, test } from 'vitest';
import type { ConveyorError } from '../../shared/errors.ts';
import { devices, operators } from '../../shared/identity/access.ts';
import { authenticate } from '../../shared/identity/authenticate.ts';
import { deleteDevice } from '../../shared/identity/deleteDevice.ts';
import { register } from '../../shared/identity/register.ts';
import { rotateDeviceSecret } from '../../shared/identity/rotateDeviceSecret.ts';
import { sweepDevices } from '../../shared/identity/sweepDevices.ts';
import { codeOf } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';

let services: TestServices;
beforeAll(async () => {
  services = await testServices();
});

const authenticateDevice = (token: string) => authenticate(`Bearer ${token}`, devices, services);

test('a registered device authenticates with its token', async () => {
  const { uuid, secret, token } = await register(undefined, services);
  expect(token).toBe(`${uuid}.${secret}`);
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  expect(await authenticateDevice(token)).toEqual({
    kind: 'device',
    organisationId: 'default',
    callerId: uuid,
    scopes: ['jobs:read', 'jobs:write', 'usage:read'],
  });
});

test('the secret of a device is not stored', async () => {
  const { uuid, secret } = await register(undefined, services);
  const stored = await services.devices.read([uuid], uuid);
  expect(JSON.stringify(stored)).not.toContain(secret);
});

test('an unknown device and a wrong secret get the same error, as does every malformed header', async () => {
  const one = await register(undefined, services);
  const other = await register(undefined, services);
  const wrong = [
    `${one.uuid}.${other.secret}`,
    `00000000-0000-4000-8000-000000000000.${one.secret}`,
    one.secret,
    `${one.uuid}.`,
    `${one.uuid.toUpperCase()}.${one.secret}`,
  ];
  const malformed = [
    // The platform joins repeated headers.
    `${one.token}, Bearer x`,
    `x, Bearer ${one.token}`,
    `${one.token},Bearer ${one.token}`,
    '',
  ];
  const errorsOf = async (tokens: string[]) =>
    new Set(
      await Promise.all(
        tokens.map((token) => authenticateDevice(token).catch((error: ConveyorError) => error.message)),
      ),
    );
  expect([...(await errorsOf(wrong))]).toEqual([expect.stringMatching(/^unauthorized: The token is wrong/)]);
  expect([...(await errorsOf(malformed))]).toEqual([expect.stringMatching(/is not a bearer token/)]);
});

test('a deleted device cannot authenticate', async () => {
  const { uuid, token } = await register(undefined, services);
  await deleteDevice(uuid, services);
  expect(await codeOf(authenticateDevice(token))).toBe('unauthorized');
  await deleteDevice(uuid, services);
});

test('a device whose pepper no longer exists gets the same error, and the loss is logged', async () => {
  const { uuid, token } = await register(undefined, services);
  const version = '0'.repeat(32);
  await services.devices.patch([uuid], uuid, [
    { op: 'set', path: '/secrets/0/pepperVersion', value: version },
  ]);
  expect(await codeOf(authenticateDevice(token))).toBe('unauthorized');
  expect(services.log.lines).toContainEqual(
    expect.objectContaining({
      level: 'error',
      message: 'The vault no longer has a pepper version that is still in use.',
      fields: expect.objectContaining({ version, usedBy: 'devices' }),
    }),
  );
});

test('the use of a device is written once a day', async () => {
  const { uuid, token } = await register(undefined, services);
  const before = await services.devices.read([uuid], uuid);
  await authenticateDevice(token);
  expect((await services.devices.read([uuid], uuid))?.etag).toBe(before?.etag);
  services.clock.advance({ days: 1 });
  await authenticateDevice(token);
  const after = await services.devices.read([uuid], uuid);
  expect(after?.record.lastUsed).toBe(services.clock.now().toISOString().slice(0, 10));
});

test('only devices unused for 180 days are deleted', async () => {
  const unused = await register(undefined, services);
  const used = await register(undefined, services);
  services.clock.advance({ days: 100 });
  await authenticateDevice(used.token);
  services.clock.advance({ days: 81 });
  expect(await sweepDevices(services)).toBeGreaterThanOrEqual(1);
  expect(await codeOf(authenticateDevice(unused.token))).toBe('unauthorized');
  expect(await authenticateDevice(used.token)).toMatchObject({ callerId: used.uuid });
});

test('a device rotates its secret, and the one that it used stays valid for 24 hours', async () => {
  const { uuid, token } = await register(undefined, services);
  const rotate = (credential: string) => rotateDeviceSecret(`Bearer ${credential}`, services);
  const lost = await rotate(token);
  expect(Date.parse(lost.previousExpiresAt) - services.clock.now().getTime()).toBe(24 * 3_600_000);
  services.clock.advance({ hours: 1 });
  // The response was lost: the device repeats the request with the secret that it has.
  const { token: next, previousExpiresAt } = await rotate(token);
  expect(previousExpiresAt).toBe(lost.previousExpiresAt);
  expect(await codeOf(authenticateDevice(lost.token))).toBe('unauthorized');
  for (const valid of [token, next])
    expect(await authenticateDevice(valid)).toMatchObject({ callerId: uuid });
  services.clock.advance({ hours: 23 });
  expect(await codeOf(authenticateDevice(token))).toBe('unauthorized');
  expect(await codeOf(rotate(token))).toBe('unauthorized');
  expect(await authenticateDevice(next)).toMatchObject({ callerId: uuid });
});

test('the operator key authenticates an operator, and neither a changed one nor a device token does', async () => {
  const { value } = await services.vault.current('operator-key');
  expect(await authenticate(`Bearer ${value}`, operators('admin'), services)).toMatchObject({
    kind: 'operator',
  });
  const { token } = await register(undefined, services);
  for (const wrong of [undefined, '', 'Bearer ', `Bearer ${value}x`, `Bearer ${token}`])
    expect(await codeOf(authenticate(wrong, operators('admin'), services))).toBe('unauthorized');
});
