import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { exportJWK, SignJWT } from 'jose';
import * as client from 'openid-client';
import { beforeAll, describe, expect, test } from 'vitest';
import { rotateOrganisationClientSecret } from '../../functions/admin/credentials/rotateOrganisationClientSecret.ts';
import { acme, type CreatedClient, form, type OAuthTests, oauthTests, withSecret } from './oauthTests.ts';

let tests: OAuthTests;
beforeAll(async () => {
  tests = await oauthTests();
});

const issuer = 'http://localhost:7071';

async function discover(id: string, authentication: client.ClientAuth): Promise<client.Configuration> {
  return client.discovery(new URL(issuer), id, undefined, authentication, {
    algorithm: 'oauth2',
    execute: [client.allowInsecureRequests],
    [client.customFetch]: tests.serve as client.CustomFetch,
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
    const { id, clientSecret } = await tests.create();
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
    const { id, clientSecret } = await tests.create({ jwks: { keys: [jwk] } });
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
  const answer = await tests.requestToken({ ...withSecret(await tests.create()), ...more }, headers);
  expect(answer).toMatchObject({ status, body: { error, error_description: expect.any(String) } });
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.has('www-authenticate')).toBe(status === 401);
});

test('a token request with a repeated parameter is refused', async () => {
  const answer = await tests.requestToken('grant_type=client_credentials&grant_type=client_credentials');
  expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
});

test('a client has two valid secrets for 24 hours after a rotation', async () => {
  const first = await tests.create();
  const rotate = async () => ({
    ...first,
    ...(await tests.ok<CreatedClient>(rotateOrganisationClientSecret, {
      as: tests.operator,
      params: { ...acme, id: first.id },
    })),
  });
  const statusOf = async (created: CreatedClient) => (await tests.requestToken(withSecret(created))).status;
  const second = await rotate();
  expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200]);
  const third = await rotate();
  expect([await statusOf(first), await statusOf(second), await statusOf(third)]).toEqual([401, 200, 200]);
  tests.services.clock.advance({ hours: 24 });
  expect([await statusOf(second), await statusOf(third)]).toEqual([401, 200]);
});

test('a client of a suspended organisation gets no token', async () => {
  const created = await tests.create();
  const setStatus = async (value: string) => {
    await tests.services.organisations.patch(['acme'], 'acme', [{ op: 'set', path: '/status', value }]);
    tests.services.clock.advance({ minutes: 1 });
  };
  await setStatus('suspended');
  expect((await tests.requestToken(withSecret(created))).body.error).toBe('unauthorized_client');
  await setStatus('active');
  expect((await tests.requestToken(withSecret(created))).status).toBe(200);
});

describe('a client assertion', () => {
  test('is accepted once', async () => {
    const key = await clientKey('one');
    const { id } = await tests.create({ jwks: { keys: [key.jwk] } });
    const request = withAssertion(await assertion(id, key));
    const answers = await Promise.all([1, 2, 3].map(() => tests.requestToken(request)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401]);
    expect((await tests.requestToken(request)).body.error).toBe('invalid_client');
  });

  test.each<[string, Record<string, unknown>]>([
    ['is for another audience', { aud: 'https://other.example' }],
    ['has no jti', { jti: undefined }],
    ['has expired', { exp: 1 }],
    ['is valid for more than ten minutes', { exp: 4_000_000_000 }],
    ['has another subject', { sub: randomUUID() }],
    ['has another issuer', { iss: 'someone' }],
    ['has a subject that is not a text', { sub: ['5d0f6a0e-7f3d-4a57-9c43-2d0c3b7a9e11'] }],
  ])('is refused if it %s', async (_, more) => {
    const key = await clientKey('one');
    const { id } = await tests.create({ jwks: { keys: [key.jwk] } });
    const answer = await tests.requestToken(withAssertion(await assertion(id, key, more)));
    expect([answer.status, answer.body.error]).toEqual([401, 'invalid_client']);
  });

  test('of a key that is not registered is refused, and a client with keys has no secret', async () => {
    const [own, other] = [await clientKey('one'), await clientKey('one')];
    const { id } = await tests.create({ jwks: { keys: [own.jwk] } });
    expect((await tests.requestToken(withAssertion(await assertion(id, other)))).status).toBe(401);
    const rotation = { as: tests.operator, params: { ...acme, id } };
    expect(await tests.answer(rotateOrganisationClientSecret, rotation)).toMatchObject({ status: 409 });
  });
});
