import { beforeAll, expect, test } from 'vitest';
import { createOrganisationRegistrationToken } from '../../functions/admin/credentials/createOrganisationRegistrationToken.ts';
import { listOrganisationRegistrationTokens } from '../../functions/admin/credentials/listOrganisationRegistrationTokens.ts';
import { revokeOrganisationRegistrationToken } from '../../functions/admin/credentials/revokeOrganisationRegistrationToken.ts';
import { createRegistrationToken } from '../../functions/api/credentials/createRegistrationToken.ts';
import { listRegistrationTokens } from '../../functions/api/credentials/listRegistrationTokens.ts';
import { revokeRegistrationToken } from '../../functions/api/credentials/revokeRegistrationToken.ts';
import { registerDevice } from '../../functions/api/registerDevice.ts';
import type { ConveyorError } from '../../shared/errors.ts';
import { register } from '../../shared/identity/register.ts';
import { testServices } from '../harness/services.ts';
import { type CredentialTests, credentialTests } from './credentialTests.ts';

let tests: CredentialTests;
beforeAll(async () => {
  tests = await credentialTests('acme');
});

interface Created {
  id: string;
  token: string;
}
const acme = { organisation: 'acme' };
const request = { name: 'App', maximumRegistrations: 50 };

const create = (body: object = request) =>
  tests.ok<Created>(createOrganisationRegistrationToken, { as: tests.operator, params: acme, body });
const registerWith = (token: string, services = tests.services) =>
  register(`Bearer ${token}`, services).catch((error: ConveyorError) => error.code);

test('a device belongs to the organisation of its registration token', async () => {
  const { id, token } = await create();
  expect(token).toMatch(/^conv_registration_[0-9A-Za-z]{81}$/);
  const device = await tests.ok<Created>(registerDevice, { as: token });
  expect(await tests.callerOf(device.token, 'jobs:read')).toMatchObject({ organisationId: 'acme' });
  const listed = await tests.ok(listOrganisationRegistrationTokens, {
    as: tests.operator,
    params: acme,
    path: '/',
  });
  expect(listed).toMatchObject({
    registrationTokens: [{ id, registrations: 1, maximumRegistrations: 50 }],
  });
});

test('200 concurrent registrations with a token for 50 register exactly 50 devices', async () => {
  const { id, token } = await create();
  const results = await Promise.all(Array.from({ length: 200 }, () => registerWith(token)));
  expect(results.filter((result) => typeof result === 'object')).toHaveLength(50);
  expect(results.filter((result) => result === 'registration_token_exhausted')).toHaveLength(150);
  expect((await tests.services.registrationTokens.read([id], id))?.record.registrations).toBe(50);
});

test('a wrong, expired or revoked token registers no device, also where registration is open', async () => {
  const [expiring, revoked] = [await create({ ...request, expiresInDays: 1 }), await create()];
  const params = { ...acme, id: revoked.id };
  await tests.ok(revokeOrganisationRegistrationToken, { as: tests.operator, params });
  tests.services.clock.advance({ days: 1 });
  for (const token of [expiring.token, revoked.token, 'wrong', `${expiring.token}0`, ''])
    expect(await registerWith(token), token).toBe('registration_token_invalid');
});

test('REGISTRATION=token requires a registration token', async () => {
  const closed = await testServices({ REGISTRATION: 'token' }, tests.services);
  const { token } = await create();
  await expect(register(undefined, closed)).rejects.toMatchObject({ code: 'registration_closed' });
  expect(await registerWith(token, closed)).toHaveProperty('uuid');
});

test('a deployment that is pinned to an organisation registers devices only into it', async () => {
  const pinned = await testServices({ ORGANISATION: 'pinned' }, tests.services);
  const { token } = await create();
  await expect(register(undefined, pinned)).rejects.toMatchObject({ code: 'registration_token_invalid' });
  await tests.addOrganisation('pinned');
  pinned.clock.advance({ minutes: 1 });
  const { uuid } = await register(undefined, pinned);
  expect((await pinned.devices.read([uuid], uuid))?.record.organisationId).toBe('pinned');
  expect(await registerWith(token, pinned)).toBe('registration_token_invalid');
});

test('a suspended organisation registers no device', async () => {
  const { token } = await create();
  const patch = (value: string) =>
    tests.services.organisations.patch(['acme'], 'acme', [{ op: 'set', path: '/status', value }]);
  await patch('suspended');
  tests.services.clock.advance({ minutes: 1 });
  expect(await registerWith(token)).toBe('organisation_suspended');
  await patch('active');
  tests.services.clock.advance({ minutes: 1 });
  expect(await registerWith(token)).toHaveProperty('uuid');
});

test('an administrator creates, lists and revokes the registration tokens of its own organisation', async () => {
  const as = await tests.adminOf('self-service');
  const { id, token } = await tests.ok<Created>(createRegistrationToken, { as, body: request });
  const list = () => tests.ok(listRegistrationTokens, { as, path: '/' });
  expect(await list()).toMatchObject({ registrationTokens: [{ id, name: 'App', registrations: 0 }] });
  const foreign = await tests.adminOf('foreign');
  const revoke = (as: string) => tests.answer(revokeRegistrationToken, { as, params: { id } });
  expect(await revoke(foreign)).toMatchObject({ status: 404 });
  expect(await revoke(as)).toMatchObject({ status: 204 });
  expect(await list()).toMatchObject({ registrationTokens: [] });
  expect(await registerWith(token)).toBe('registration_token_invalid');
});

test('a registration token authenticates no caller', async () => {
  expect(await tests.callerOf((await create()).token, 'jobs:read')).toBe('unauthorized');
});
