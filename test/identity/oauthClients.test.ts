import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { createOrganisationClient } from '../../functions/admin/credentials/createOrganisationClient.ts';
import { getOrganisationClient } from '../../functions/admin/credentials/getOrganisationClient.ts';
import { listOrganisationClients } from '../../functions/admin/credentials/listOrganisationClients.ts';
import { patchOrganisationClient } from '../../functions/admin/credentials/patchOrganisationClient.ts';
import { createClient } from '../../functions/api/credentials/createClient.ts';
import { deleteClient } from '../../functions/api/credentials/deleteClient.ts';
import { getClient } from '../../functions/api/credentials/getClient.ts';
import { listClients } from '../../functions/api/credentials/listClients.ts';
import { patchClient } from '../../functions/api/credentials/patchClient.ts';
import { rotateClientSecret } from '../../functions/api/credentials/rotateClientSecret.ts';
import { type CredentialTests, credentialTests } from './credentialTests.ts';

let tests: CredentialTests;
let admin: string;
let foreign: string;
beforeAll(async () => {
  tests = await credentialTests();
  admin = await tests.adminOf('acme');
  foreign = await tests.adminOf('foreign');
});

interface Created {
  id: string;
  clientSecret: string;
}
const request = { name: 'Invoicing', scopes: ['jobs:read'] };
const create = (body: object = request, headers: Record<string, string> = {}) =>
  tests.ok<Created>(createClient, { as: admin, body, headers });
const publicJwk = (namedCurve = 'P-256') =>
  generateKeyPairSync('ec', { namedCurve }).publicKey.export({ format: 'jwk' });

test('an administrator creates, lists, reads and deletes clients of its own organisation only', async () => {
  const { id, clientSecret } = await create();
  expect(clientSecret).toMatch(/^conv_client_[0-9A-Za-z]{81}$/);
  const view = { id, ...request, status: 'active' };
  expect(await tests.ok(getClient, { as: admin, params: { id } })).toMatchObject(view);
  expect(await tests.ok(listClients, { as: admin, path: '/' })).toMatchObject({ clients: [view] });
  const asOperator = { as: tests.operator, params: { organisation: 'acme', id } };
  expect(await tests.ok(getOrganisationClient, asOperator)).toMatchObject(view);
  expect(await tests.ok(listOrganisationClients, { ...asOperator, path: '/' })).toMatchObject({
    clients: [view],
  });
  expect(JSON.stringify(await tests.ok(getClient, { as: admin, params: { id } }))).not.toMatch(
    /secret|hash/i,
  );

  const wrong = { as: foreign, params: { id } };
  for (const endpoint of [getClient, deleteClient, rotateClientSecret])
    expect(await tests.answer(endpoint, wrong)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  expect(await tests.answer(patchClient, { ...wrong, body: {} })).toMatchObject({ status: 404 });

  await tests.ok(deleteClient, { as: admin, params: { id } });
  expect(await tests.answer(getClient, { as: admin, params: { id } })).toMatchObject({ status: 404 });
  expect(await tests.ok(listClients, { as: admin, path: '/' })).toMatchObject({ clients: [] });
});

test('a client changes by a merge patch with its ETag', async () => {
  const { id } = await create();
  const params = { organisation: 'acme', id };
  const patch = (body: object, headers = {}) =>
    tests.answer(patchOrganisationClient, { as: tests.operator, params, body, headers });
  const etag = {
    'if-match': (await tests.headersOf(getOrganisationClient, { as: tests.operator, params })).etag,
  };
  expect(await patch({ status: 'disabled' })).toMatchObject({ status: 428 });
  expect(await patch({ scopes: [] }, etag)).toMatchObject({ status: 400 });
  expect(await patch({ jwks: { keys: [publicJwk()] } }, etag)).toMatchObject({ status: 409 });
  expect(await patch({ status: 'disabled' }, etag)).toMatchObject({
    status: 200,
    body: { ...request, status: 'disabled' },
  });
  expect(await patch({ status: 'active' }, etag)).toMatchObject({ status: 412 });
});

test('repeating a creation with its Idempotency-Key returns the same client until its secret was replaced twice', async () => {
  const key = { 'idempotency-key': 'invoicing' };
  const first = await create(request, key);
  expect(await create(request, key)).toEqual(first);
  await tests.ok(rotateClientSecret, { as: admin, params: { id: first.id } });
  expect(await create(request, key)).toMatchObject({ clientSecret: first.clientSecret });
  await tests.ok(rotateClientSecret, { as: admin, params: { id: first.id } });
  expect(await tests.answer(createClient, { as: admin, body: request, headers: key })).toMatchObject({
    status: 409,
    body: { code: 'conflict' },
  });
  const withKeys = { ...request, jwks: { keys: [publicJwk()] } };
  const [one, two] = [
    await create(withKeys, { 'idempotency-key': 'keys' }),
    await create(withKeys, { 'idempotency-key': 'keys' }),
  ];
  expect(two).toEqual(one);
  expect(one).not.toHaveProperty('clientSecret');
});

test.each<[string, unknown]>([
  ['a private key', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })],
  ['a symmetric key', { kty: 'oct', k: 'AAAA' }],
  [
    'a short RSA key',
    generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' }),
  ],
  ['a point that is not on the curve', { ...publicJwk(), x: 'A'.repeat(43) }],
])('a client with %s is refused', async (_, jwk) => {
  const body = { ...request, jwks: { keys: [jwk] } };
  const options = { as: tests.operator, params: { organisation: 'acme' }, body };
  expect(await tests.answer(createOrganisationClient, options)).toMatchObject({
    status: 400,
    body: { code: 'bad_request' },
  });
});

test('several keys of a client need different names', async () => {
  const body = { ...request, jwks: { keys: [publicJwk(), publicJwk()] } };
  expect(await tests.answer(createClient, { as: admin, body })).toMatchObject({ status: 400 });
  const named = body.jwks.keys.map((key, index) => ({ ...key, kid: `${index}` }));
  expect(
    await tests.answer(createClient, { as: admin, body: { ...request, jwks: { keys: named } } }),
  ).toMatchObject({
    status: 201,
  });
});
