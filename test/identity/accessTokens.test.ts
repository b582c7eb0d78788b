import { createRemoteJWKSet, customFetch, decodeProtectedHeader, jwtVerify } from 'jose';
import { beforeAll, expect, inject, test } from 'vitest';
import { deleteOrganisationClient } from '../../functions/admin/credentials/deleteOrganisationClient.ts';
import { getAuthorizationServer } from '../../functions/api/oauth/getAuthorizationServer.ts';
import { getPublicKeys } from '../../functions/api/oauth/getPublicKeys.ts';
import { fetchToken } from '../../local/cloud/identity/fetchToken.ts';
import { testServices } from '../harness/services.ts';
import { call } from '../http/call.ts';
import { acme, type OAuthTests, oauthTests, scopes, withSecret } from './oauthTests.ts';

let tests: OAuthTests;
beforeAll(async () => {
  tests = await oauthTests();
});

const issuer = 'http://localhost:7071';

test('an access token is a JWT (RFC 9068) that the published keys verify', async () => {
  const created = await tests.create();
  const token = await tests.tokenOf(created);
  const keys = createRemoteJWKSet(new URL(`${issuer}/oauth2/jwks`), { [customFetch]: tests.serve });
  const currentDate = tests.services.clock.now();
  const { payload } = await jwtVerify(token, keys, {
    issuer,
    audience: issuer,
    typ: 'at+jwt',
    algorithms: ['ES256'],
    currentDate,
  });
  expect(payload).toMatchObject({ sub: created.id, client_id: created.id, scope: scopes.join(' ') });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(900);
});

test('an access token expires, and is worthless when it was changed or is for another service', async () => {
  const token = await tests.tokenOf(await tests.create());
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const changed = Buffer.from(JSON.stringify({ ...claims, scope: 'organisation:admin' })).toString(
    'base64url',
  );
  const unsigned = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
  for (const wrong of [
    `${header}.${changed}.${signature}`,
    `${unsigned}.${payload}.`,
    `${unsigned}.${payload}.AA`,
  ])
    expect(await tests.callerOf(wrong, 'jobs:read')).toBe('unauthorized');
  const elsewhere = await testServices({ PUBLIC_URL: 'https://other.example' }, tests.services);
  expect(await tests.callerOf(token, 'jobs:read', elsewhere)).toBe('unauthorized');
  tests.services.clock.advance({ seconds: 899 });
  expect(await tests.callerOf(token, 'jobs:read')).toHaveProperty('callerId');
  tests.services.clock.advance({ seconds: 1 });
  expect(await tests.callerOf(token, 'jobs:read')).toBe('unauthorized');
});

test('the tokens of a deleted client stop within a minute, and it gets no more', async () => {
  const created = await tests.create();
  const token = await tests.tokenOf(created);
  expect(await tests.callerOf(token, 'jobs:read')).toHaveProperty('callerId');
  await tests.ok(deleteOrganisationClient, { as: tests.operator, params: { ...acme, id: created.id } });
  expect((await tests.requestToken(withSecret(created))).body.error).toBe('invalid_client');
  tests.services.clock.advance({ seconds: 60 });
  expect(await tests.callerOf(token, 'jobs:read')).toBe('unauthorized');
});

test('a disabled client, and a scope that a client lost, stop within a minute', async () => {
  const created = await tests.create();
  const token = await tests.tokenOf(created);
  const set = async (path: string, value: unknown) => {
    await tests.services.oauthClients.patch([created.id], created.id, [{ op: 'set', path, value }]);
    tests.services.clock.advance({ minutes: 1 });
  };
  await set('/scopes', ['jobs:read']);
  expect(await tests.callerOf(token, 'usage:read')).toBe('insufficient_scope');
  expect(await tests.callerOf(token, 'jobs:read')).toHaveProperty('callerId');
  await set('/status', 'disabled');
  expect(await tests.callerOf(token, 'jobs:read')).toBe('unauthorized');
  expect((await tests.requestToken(withSecret(created))).body.error).toBe('invalid_client');
});

test('a new version of the signing key is published before it signs, and tokens of the old one stay valid', async () => {
  const created = await tests.create();
  // Its clock shows the time at which the vault creates the version.
  const services = await testServices({}, { tenant: tests.services.tenant });
  const kidOf = (token: string) => decodeProtectedHeader(token).kid;
  const before = await tests.tokenOf(created, services);
  await addKeyVersion();
  services.clock.advance({ minutes: 1, seconds: 1 });
  const response = await call(getPublicKeys, { services });
  const { keys } = JSON.parse(await response.text()) as { keys: { kid: string }[] };
  expect(keys.map(({ kid }) => kid)).toEqual([expect.any(String), kidOf(before)]);
  expect(kidOf(await tests.tokenOf(created, services))).toBe(kidOf(before));
  services.clock.advance({ minutes: 5, seconds: 59 });
  const after = await tests.tokenOf(created, services);
  expect(kidOf(after)).toBe(keys[0]?.kid);
  for (const token of [before, after])
    expect(await tests.callerOf(token, 'jobs:read', services)).toHaveProperty('callerId');
});

/** Rotates the signing key, as an operator would. */
async function addKeyVersion(): Promise<void> {
  const token = await fetchToken(inject('cloud'), 'operator', 'https://vault.azure.net');
  const { keyVaultUrl } = tests.services.config;
  const response = await fetch(`${keyVaultUrl}/keys/access-token-signing/create?api-version=7.6`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ kty: 'EC', crv: 'P-256' }),
  });
  expect(response.status).toBe(200);
}

test('without PUBLIC_URL there are no access tokens', async () => {
  const services = await testServices({ PUBLIC_URL: '' }, tests.services);
  const response = await call(getAuthorizationServer, { services });
  expect([response.status, JSON.parse(await response.text())]).toMatchObject([
    503,
    { code: 'misconfigured' },
  ]);
  expect(await tests.callerOf(await tests.tokenOf(await tests.create()), 'jobs:read', services)).toBe(
    'unauthorized',
  );
});
