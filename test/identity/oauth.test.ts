import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { createRemoteJWKSet, customFetch, decodeProtectedHeader, exportJWK, jwtVerify, SignJWT } from 'jose';
import * as client from 'openid-client';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { createOrganisationClient } from '../../functions/admin/credentials/createOrganisationClient.ts';
import { deleteOrganisationClient } from '../../functions/admin/credentials/deleteOrganisationClient.ts';
import { rotateOrganisationClientSecret } from '../../functions/admin/credentials/rotateOrganisationClientSecret.ts';
import { getAuthorizationServer } from '../../functions/api/oauth/getAuthorizationServer.ts';
import { getPublicKeys } from '../../functions/api/oauth/getPublicKeys.ts';
import { issueAccessToken } from '../../functions/api/oauth/issueAccessToken.ts';
import { fetchToken } from '../../local/cloud/identity/fetchToken.ts';
import { testServices } from '../harness/services.ts';
import { call } from '../http/call.ts';
import { type CredentialTests, credentialTests } from './credentialTests.ts';

let tests: CredentialTests;
beforeAll(async () => {
  tests = await credentialTests('acme');
});

const issuer = 'http://localhost:7071';
const acme = { organisation: 'acme' };
const scopes = ['jobs:read', 'usage:read'];

interface Created {
  id: string;
  clientSecret: string;
}
const create = (more: object = {}) =>
  tests.ok<Created>(createOrganisationClient, {
    as: tests.operator,
    params: acme,
    body: { name: 'Invoicing', scopes, ...more },
  });

/** Sends a token request. */
async function requestToken(
  form: Record<string, string> | string,
  headers: Record<string, string> = {},
  services = tests.services,
) {
  const response = await call(issueAccessToken, {
    services,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new TextEncoder().encode(new URLSearchParams(form).toString()),
  });
  const body = JSON.parse(await response.text()) as Record<string, string>;
  return { status: response.status, headers: response.headers, body };
}
const form = { grant_type: 'client_credentials' };
const withSecret = ({ id, clientSecret }: Created) => ({
  ...form,
  client_id: id,
  client_secret: clientSecret,
});
const tokenOf = async (created: Created, services = tests.services) =>
  (await requestToken(withSecret(created), {}, services)).body.access_token ?? '';

/** Serves the requests of OAuth libraries from the endpoints. */
async function serve(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const endpoints = {
    '/.well-known/oauth-authorization-server': getAuthorizationServer,
    '/oauth2/token': issueAccessToken,
    '/oauth2/jwks': getPublicKeys,
  };
  const endpoint = endpoints[new URL(request.url).pathname as keyof typeof endpoints];
  const body = new Uint8Array(await request.arrayBuffer());
  const response = await call(endpoint, {
    services: tests.services,
    headers: Object.fromEntries(request.headers),
    ...(body.length > 0 && { body }),
  });
  return new Response(await response.text(), { status: response.status, headers: response.headers });
}

async function discover(id: string, authentication: client.ClientAuth): Promise<client.Configuration> {
  return client.discovery(new URL(issuer), id, undefined, authentication, {
    algorithm: 'oauth2',
    execute: [client.allowInsecureRequests],
    [client.customFetch]: serve as client.CustomFetch,
  });
}

/** A key pair of a client, and its registered key. */
async function clientKey(kid: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid } };
}

function assertion(
  id: string,
  key: { privateKey: KeyObject; kid: string },
  more: Record<string, unknown> = {},
) {
  const now = Math.floor(tests.services.clock.now().getTime() / 1000);
  const claims = { iss: id, sub: id, aud: issuer, iat: now, exp: now + 60, jti: randomUUID(), ...more };
  return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: key.kid }).sign(key.privateKey);
}
const withAssertion = (text: string) => ({
  ...form,
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: text,
});

describe('openid-client gets an access token with', () => {
  test.each([
    ['client_secret_basic', client.ClientSecretBasic],
    ['client_secret_post', client.ClientSecretPost],
  ])('%s', async (_, method) => {
    const { id, clientSecret } = await create();
    const configuration = await discover(id, method(clientSecret));
    const tokens = await client.clientCredentialsGrant(configuration, { scope: 'jobs:read' });
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 900, scope: 'jobs:read' });
    expect(await tests.callerOf(tokens.access_token, 'jobs:read')).toEqual({
      kind: 'client',
      organisationId: 'acme',
      callerId: id,
      scopes: ['jobs:read'],
    });
    expect(await tests.callerOf(tokens.access_token, 'usage:read')).toBe('insufficient_scope');
  });

  test('private_key_jwt', async () => {
    const { privateKey, jwk } = await clientKey('one');
    const { id, clientSecret } = await create({ jwks: { keys: [jwk] } });
    expect(clientSecret).toBeUndefined();
    const key = (await crypto.subtle.importKey(
      'pkcs8',
      privateKey.export({ format: 'der', type: 'pkcs8' }),
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['sign'],
    )) as client.CryptoKey;
    const configuration = await discover(id, client.PrivateKeyJwt({ key, kid: 'one' }));
    const tokens = await client.clientCredentialsGrant(configuration);
    expect(await tests.callerOf(tokens.access_token, 'usage:read')).toMatchObject({ callerId: id });
  });
});

test('an access token is a JWT (RFC 9068) that the published keys verify', async () => {
  const created = await create();
  const token = await tokenOf(created);
  const keys = createRemoteJWKSet(new URL(`${issuer}/oauth2/jwks`), { [customFetch]: serve });
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

test.each<[string, object, Record<string, string>, number, string]>([
  ['no grant type', { grant_type: '' }, {}, 400, 'invalid_request'],
  ['another grant type', { grant_type: 'password' }, {}, 400, 'unsupported_grant_type'],
  ['a scope that the client does not have', { scope: 'jobs:read jobs:write' }, {}, 400, 'invalid_scope'],
  ['no secret', { client_secret: '' }, {}, 401, 'invalid_client'],
  ['a wrong secret', { client_secret: 'conv_client_x' }, {}, 401, 'invalid_client'],
  ['the id of another client', { client_id: randomUUID() }, {}, 401, 'invalid_client'],
  ['two ways to authenticate', {}, { authorization: 'Basic eDp5' }, 400, 'invalid_request'],
  ['a JSON body', {}, { 'content-type': 'application/json' }, 400, 'invalid_request'],
])('a token request with %s is refused', async (_, more, headers, status, error) => {
  const answer = await requestToken({ ...withSecret(await create()), ...more }, headers);
  expect(answer).toMatchObject({ status, body: { error, error_description: expect.any(String) } });
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.has('www-authenticate')).toBe(status === 401);
});

test('a token request with a repeated parameter is refused', async () => {
  const answer = await requestToken('grant_type=client_credentials&grant_type=client_credentials');
  expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
});

test('a client has two valid secrets for 24 hours after a rotation', async () => {
  const first = await create();
  const rotate = async () => ({
    ...first,
    ...(await tests.ok<Created>(rotateOrganisationClientSecret, {
      as: tests.operator,
      params: { ...acme, id: first.id },
    })),
  });
  const statusOf = async (created: Created) => (await requestToken(withSecret(created))).status;
  const second = await rotate();
  expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200]);
  const third = await rotate();
  expect([await statusOf(first), await statusOf(second), await statusOf(third)]).toEqual([401, 200, 200]);
  tests.services.clock.advance({ hours: 24 });
  expect([await statusOf(second), await statusOf(third)]).toEqual([401, 200]);
});

test('an access token expires, and is worthless when it was changed or is for another service', async () => {
  const token = await tokenOf(await create());
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
  const created = await create();
  const token = await tokenOf(created);
  expect(await tests.callerOf(token, 'jobs:read')).toHaveProperty('callerId');
  await tests.ok(deleteOrganisationClient, { as: tests.operator, params: { ...acme, id: created.id } });
  expect((await requestToken(withSecret(created))).body.error).toBe('invalid_client');
  tests.services.clock.advance({ seconds: 60 });
  expect(await tests.callerOf(token, 'jobs:read')).toBe('unauthorized');
});

test('a client of a suspended organisation gets no token', async () => {
  const created = await create();
  const setStatus = async (value: string) => {
    await tests.services.organisations.patch(['acme'], 'acme', [{ op: 'set', path: '/status', value }]);
    tests.services.clock.advance({ minutes: 1 });
  };
  await setStatus('suspended');
  expect((await requestToken(withSecret(created))).body.error).toBe('unauthorized_client');
  await setStatus('active');
  expect((await requestToken(withSecret(created))).status).toBe(200);
});

describe('a client assertion', () => {
  test('is accepted once', async () => {
    const key = await clientKey('one');
    const { id } = await create({ jwks: { keys: [key.jwk] } });
    const request = withAssertion(await assertion(id, key));
    const answers = await Promise.all([1, 2, 3].map(() => requestToken(request)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401]);
    expect((await requestToken(request)).body.error).toBe('invalid_client');
  });

  test.each<[string, Record<string, unknown>]>([
    ['is for another audience', { aud: 'https://other.example' }],
    ['has no jti', { jti: undefined }],
    ['has expired', { exp: 1 }],
    ['is valid for more than ten minutes', { exp: 4_000_000_000 }],
    ['has another subject', { sub: randomUUID() }],
    ['has another issuer', { iss: 'someone' }],
  ])('is refused if it %s', async (_, more) => {
    const key = await clientKey('one');
    const { id } = await create({ jwks: { keys: [key.jwk] } });
    const answer = await requestToken(withAssertion(await assertion(id, key, more)));
    expect([answer.status, answer.body.error]).toEqual([401, 'invalid_client']);
  });

  test('of a key that is not registered is refused, and a client with keys has no secret', async () => {
    const [own, other] = [await clientKey('one'), await clientKey('one')];
    const { id } = await create({ jwks: { keys: [own.jwk] } });
    expect((await requestToken(withAssertion(await assertion(id, other)))).status).toBe(401);
    const rotation = { as: tests.operator, params: { ...acme, id } };
    expect(await tests.answer(rotateOrganisationClientSecret, rotation)).toMatchObject({ status: 409 });
  });
});

test('a new version of the signing key is published before it signs, and tokens of the old one stay valid', async () => {
  const created = await create();
  // Its clock shows the time at which the vault creates the version.
  const services = await testServices({}, { tenant: tests.services.tenant });
  const kidOf = (token: string) => decodeProtectedHeader(token).kid;
  const before = await tokenOf(created, services);
  await addKeyVersion();
  services.clock.advance({ minutes: 1, seconds: 1 });
  const response = await call(getPublicKeys, { services });
  const { keys } = JSON.parse(await response.text()) as { keys: { kid: string }[] };
  expect(keys.map(({ kid }) => kid)).toEqual([expect.any(String), kidOf(before)]);
  expect(kidOf(await tokenOf(created, services))).toBe(kidOf(before));
  services.clock.advance({ minutes: 5, seconds: 59 });
  const after = await tokenOf(created, services);
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
  expect(await tests.callerOf(await tokenOf(await create()), 'jobs:read', services)).toBe('unauthorized');
});
