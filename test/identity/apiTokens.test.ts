import { beforeAll, expect, test } from 'vitest';
import { createOrganisationApiToken } from '../../functions/admin/credentials/createOrganisationApiToken.ts';
import { listOrganisationApiTokens } from '../../functions/admin/credentials/listOrganisationApiTokens.ts';
import { revokeOrganisationApiToken } from '../../functions/admin/credentials/revokeOrganisationApiToken.ts';
import { createApiToken } from '../../functions/api/credentials/createApiToken.ts';
import { listApiTokens } from '../../functions/api/credentials/listApiTokens.ts';
import { revokeApiToken } from '../../functions/api/credentials/revokeApiToken.ts';
import { partsOf } from '../../shared/identity/credentials/tokenForm.ts';
import { type CredentialTests, credentialTests } from './credentialTests.ts';

let tests: CredentialTests;
let admin: string;
beforeAll(async () => {
  tests = await credentialTests('acme');
  admin = (await create({ name: 'Administrator', scopes: ['organisation:admin'] })).token;
});

interface Created {
  id: string;
  token: string;
  expiresAt: string;
}
const acme = { organisation: 'acme' };
const request = { name: 'Reports', scopes: ['jobs:read'] };

/** Creates a token of `acme` as an operator. */
const create = (body: object, headers: Record<string, string> = {}) =>
  tests.ok<Created>(createOrganisationApiToken, { as: tests.operator, params: acme, body, headers });
const createAs = (as: string, body: object, headers: Record<string, string> = {}) =>
  tests.answer(createApiToken, { as, body, headers });

test('an API token authenticates as its own caller with its scopes, and is not stored', async () => {
  const { id, token } = await create(request);
  expect(token).toMatch(/^conv_[0-9A-Za-z]{81}$/);
  expect(await tests.callerOf(token, 'jobs:read')).toEqual({
    kind: 'token',
    organisationId: 'acme',
    callerId: id,
    scopes: ['jobs:read'],
  });
  expect(await tests.callerOf(token, 'jobs:write')).toBe('insufficient_scope');
  const { record } = (await tests.services.apiTokens.read([id], id)) ?? {};
  expect(JSON.stringify(record)).not.toContain(partsOf('token', token)?.secret);
});

test('a token with a wrong secret, id, checksum or prefix is refused', async () => {
  const one = (await create(request)).token;
  const other = (await create(request)).token;
  const wrong = [
    one.slice(0, 37) + other.slice(37),
    one.slice(0, -1) + (one.endsWith('0') ? '1' : '0'),
    `${one}0`,
    one.replace('conv_', 'conv_client_'),
    one.slice(0, -6),
  ];
  for (const token of wrong) expect(await tests.callerOf(token, 'jobs:read'), token).toBe('unauthorized');
});

test('a token expires', async () => {
  const { token, expiresAt } = await create({ ...request, expiresInDays: 1 });
  expect(Date.parse(expiresAt) - tests.services.clock.now().getTime()).toBe(86_400_000);
  tests.services.clock.advance({ hours: 24, seconds: -1 });
  expect(await tests.callerOf(token, 'jobs:read')).toHaveProperty('callerId');
  tests.services.clock.advance({ seconds: 1 });
  expect(await tests.callerOf(token, 'jobs:read')).toBe('unauthorized');
});

test('a revoked token is refused at once, and cannot be revoked twice or by another organisation', async () => {
  const { id, token } = await create(request);
  const foreign = await tests.adminOf('other');
  const revoke = (as: string) => tests.answer(revokeApiToken, { as, params: { id } });
  expect(await revoke(foreign)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  expect(await tests.callerOf(token, 'jobs:read')).toHaveProperty('callerId');
  expect(await revoke(admin)).toMatchObject({ status: 204 });
  expect(await tests.callerOf(token, 'jobs:read')).toBe('unauthorized');
  expect(await revoke(admin)).toMatchObject({ status: 404 });
  const asOperator = { as: tests.operator, params: { ...acme, id } };
  expect(await tests.answer(revokeOrganisationApiToken, asOperator)).toMatchObject({ status: 404 });
});

test('a list has the tokens of its own organisation in pages, without values and revoked ones', async () => {
  const as = await tests.adminOf('paged');
  const made = await Promise.all([1, 2, 3].map(() => createAs(as, request)));
  const [first, ...others] = made.map(({ body }) => body as unknown as Created);
  await tests.ok(revokeApiToken, { as, params: { id: first?.id ?? '' } });
  const pages: { tokens: { id: string; name: string; lastUsed?: string }[]; next?: string }[] = [];
  for (let path: string | undefined = '/?limit=2'; path; path = pages.at(-1)?.next)
    pages.push(await tests.ok(listApiTokens, { as, path }));
  const listed = pages.flatMap(({ tokens }) => tokens);
  expect(pages.map(({ tokens }) => tokens.length)).toEqual([2, 1]);
  expect(listed.filter(({ name }) => name === 'Reports').map(({ id }) => id)).toEqual(
    others.map(({ id }) => id).toSorted(),
  );
  // Only the administrator's token was used.
  expect(listed.filter(({ lastUsed }) => lastUsed !== undefined)).toMatchObject([{ name: 'Administrator' }]);
  expect(JSON.stringify(pages)).not.toContain('conv_');
  const asOperator = { as: tests.operator, params: { organisation: 'paged' }, path: '/' };
  expect(await tests.ok(listOrganisationApiTokens, asOperator)).toMatchObject({ tokens: listed });
});

test('the audit log has the creation and the revocation, without the secret', async () => {
  const as = await tests.adminOf('audited');
  const { body } = await createAs(as, request);
  const { id, token } = body as unknown as Created;
  await tests.ok(revokeApiToken, { as, params: { id } });
  const text = 'SELECT * FROM c WHERE c.subject = @subject';
  const query = tests.services.audit.query({ text, parameters: { subject: 'audited' } });
  const entries = Object.fromEntries((await Array.fromAsync(query)).map((entry) => [entry.action, entry]));
  expect(entries).toMatchObject({
    createOrganisationApiToken: { outcome: 'succeeded' },
    createApiToken: { after: { id, name: 'Reports', scopes: ['jobs:read'] } },
    revokeApiToken: { before: { id, name: 'Reports' } },
  });
  const { secret } = partsOf('token', token) ?? {};
  expect(JSON.stringify(entries)).not.toMatch(new RegExp(`${secret}|hash|derivation`));
});

test('an operator gets 404 for an organisation that does not exist', async () => {
  const options = { as: tests.operator, params: { organisation: 'nobody' }, body: request };
  expect(await tests.answer(createOrganisationApiToken, options)).toMatchObject({ status: 404 });
});

test('the day of the last use is written once a day', async () => {
  const { id, token } = await create(request);
  await tests.callerOf(token, 'jobs:read');
  const used = await tests.services.apiTokens.read([id], id);
  expect(used?.record.lastUsed).toBe(tests.services.clock.now().toISOString().slice(0, 10));
  await tests.callerOf(token, 'jobs:read');
  expect((await tests.services.apiTokens.read([id], id))?.etag).toBe(used?.etag);
});

test.each([
  ['no name', { scopes: ['jobs:read'] }],
  ['an unknown scope', { ...request, scopes: ['jobs'] }],
  ['no scope', { ...request, scopes: [] }],
  ['a repeated scope', { ...request, scopes: ['jobs:read', 'jobs:read'] }],
  ['a life of more than 366 days', { ...request, expiresInDays: 367 }],
  ['an organisation', { ...request, organisationId: 'other' }],
])('a request with %s is refused', async (_, body) => {
  expect(await createAs(admin, body)).toMatchObject({ status: 400, body: { code: 'bad_request' } });
});

test('repeating a creation with its Idempotency-Key returns the same token', async () => {
  const key = { 'idempotency-key': 'reports-1' };
  const answers = await Promise.all([1, 2, 3].map(() => createAs(admin, request, key)));
  const [first] = answers.map(({ body }) => body as unknown as Created);
  expect(answers).toEqual(answers.map(() => ({ status: 201, body: first })));
  expect(await tests.callerOf(first?.token ?? '', 'jobs:read')).toHaveProperty('callerId', first?.id);

  const changed = await createAs(admin, { ...request, name: 'Other' }, key);
  expect(changed).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  const others = [
    await create(request, key),
    (await createAs(await tests.adminOf('other'), request, key)).body,
  ];
  for (const other of others) expect(other).not.toMatchObject({ id: first?.id });
});

test('a repeated creation returns the same token after a rotation of the pepper', async () => {
  const key = { 'idempotency-key': 'rotated' };
  const first = await create(request, key);
  await tests.rotatePepper();
  expect(await create(request, key)).toMatchObject({ token: first.token });
  expect(await tests.callerOf(first.token, 'jobs:read')).toHaveProperty('callerId', first.id);
  expect(await create(request, key)).toMatchObject({ token: first.token });
});

test('a repeated creation does not make a revoked token valid again', async () => {
  const key = { 'idempotency-key': 'revoked' };
  const { id, token } = await create(request, key);
  await tests.ok(revokeApiToken, { as: admin, params: { id } });
  const options = { as: tests.operator, params: acme, body: request, headers: key };
  expect(await tests.answer(createOrganisationApiToken, options)).toMatchObject({
    status: 409,
    body: { code: 'conflict' },
  });
  expect(await tests.callerOf(token, 'jobs:read')).toBe('unauthorized');
});
