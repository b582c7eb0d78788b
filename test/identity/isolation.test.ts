import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { createOperatorKey } from '../../functions/admin/operators/createOperatorKey.ts';
import type { Endpoint } from '../../shared/http/endpoint.ts';
import { endpoints } from '../../shared/http/manifest.ts';
import { deviceScopes, type TenantCaller } from '../../shared/identity/caller.ts';
import { deleteDevice } from '../../shared/identity/deleteDevice.ts';
import { register } from '../../shared/identity/register.ts';
import { cancel } from '../../shared/jobs/cancel.ts';
import { findReadable } from '../../shared/jobs/find.ts';
import { list } from '../../shared/jobs/list.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { beginUpload } from '../../shared/uploads/beginUpload.ts';
import { converterThat } from '../harness/converters.ts';
import { deviceCaller, gives, messageOf, page, toPdf } from '../harness/jobs.ts';
import { createOrganisation } from '../harness/organisations.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { call, problem } from '../http/call.ts';

// Calls every route of the OpenAPI document without a credential, with a revoked one, with those of another device and of
// another organisation, with one that lacks the scope, and with one of a suspended organisation.

const root = fileURLToPath(new URL('../..', import.meta.url));
const allEndpoints: Endpoint[] = [];
for (const file of globSync('functions/{api,admin,documentation,health}/**/*.ts', { cwd: root }))
  for (const endpoint of Object.values<Endpoint>(await import(`${root}${file}`)))
    if (endpoint && typeof endpoint === 'object' && 'metadata' in endpoint && 'handler' in endpoint)
      allEndpoints.push(endpoint);
const isTenants = ({ auth }: Endpoint['metadata']) => auth !== 'none' && 'kinds' in auth;
const isDevices = ({ auth }: Endpoint['metadata']) =>
  auth !== 'none' && 'kinds' in auth && deviceScopes.includes(auth.scope);
const authenticated = allEndpoints.filter(({ metadata }) => metadata.auth !== 'none');
// DELETE routes run last, because the other routes need the resources.
const ownedResources = authenticated
  .filter(({ metadata }) => isDevices(metadata) && metadata.route.includes('{id}'))
  .toSorted(
    (one, other) => Number(one.metadata.method === 'DELETE') - Number(other.metadata.method === 'DELETE'),
  );

const unknownId = '3f2c1b9a-58d4-4e0b-9d3c-0a5f6f0f9a11';
const ids = { id: unknownId, index: '0' };
const named = (list: Endpoint[]) => list.map((endpoint) => ({ endpoint, name: endpoint.metadata.name }));

let services: TestServices;
let owner: { token: string; job: string; upload: string };
let other: string;
let foreign: string;
let suspended: string;
let reader: string;
let revoked: string;

async function device(organisationId = 'default'): Promise<{ token: string; caller: TenantCaller }> {
  const { token, uuid } = await register(undefined, services);
  const operations = [{ op: 'set' as const, path: '/organisationId', value: organisationId }];
  await services.devices.patch([uuid], uuid, operations);
  return { token, caller: { ...deviceCaller(uuid), organisationId } };
}

beforeAll(async () => {
  services = await testServices();
  const { token, caller } = await device();
  const job = await submit({ caller, files: [page], steps: toPdf }, services);
  await work(messageOf(job), converterThat(gives({ 'one.txt': '1', 'two.txt': '2' })), services);
  const upload = await beginUpload({ name: page.name }, caller, services);
  owner = { token, job: job.id, upload: upload.id };
  other = (await device()).token;
  await createOrganisation(services, { id: 'foreign' });
  await createOrganisation(services, { id: 'closed', status: 'suspended' });
  foreign = (await device('foreign')).token;
  suspended = (await device('closed')).token;
  const operator = (await services.vault.current('operator-key')).value;
  const created = await call(createOperatorKey, {
    services,
    headers: { authorization: `Bearer ${operator}` },
    body: '{"name":"Reader","role":"reader"}',
  });
  reader = ((await created.json()) as { key: string }).key;
  const deleted = await device();
  await deleteDevice(deleted.caller.callerId, services);
  revoked = deleted.token;
});

const request = (endpoint: Endpoint, authorization?: string, params: Record<string, string> = ids) =>
  call(endpoint, { services, params, ...(authorization !== undefined && { headers: { authorization } }) });
const idOf = ({ metadata }: Endpoint) => (metadata.route.startsWith('v1/uploads') ? owner.upload : owner.job);

test('covers every route', () => {
  expect(allEndpoints.map(({ metadata }) => metadata.name).toSorted()).toEqual(
    endpoints.map(({ name }) => name).toSorted(),
  );
});

describe.each(named(authenticated))('$name', ({ endpoint }) => {
  test('rejects a missing, incomplete or revoked credential, and one of another kind', async () => {
    const [uuid = ''] = owner.token.split('.');
    const wrong = isTenants(endpoint.metadata) ? 'Bearer operator' : `Bearer ${owner.token}`;
    const credentials = [undefined, '', 'Bearer', 'Bearer ', `Bearer ${uuid}.`, `Bearer ${revoked}`, wrong];
    for (const credential of credentials) {
      const answer = await request(endpoint, credential, { ...ids, id: idOf(endpoint) });
      expect([credential, answer.status]).toEqual([credential, 401]);
      expect(await problem(answer)).toMatchObject({ code: 'unauthorized' });
    }
  });

  test('says what is missing and how to get it, but not whether a credential exists', async () => {
    const detail = async (credential?: string) => {
      const answer = await request(endpoint, credential, { ...ids, id: idOf(endpoint) });
      return String((await problem(answer)).detail);
    };
    const source = /`POST \/v1\/register`|operator key/;
    for (const missing of [undefined, ''])
      expect(await detail(missing)).toMatch(/^The request has no `Authorization` header\. .*Bearer <token>/);
    for (const other of ['Basic dTpw', 'Bearer', owner.token])
      expect(await detail(other)).toMatch(
        /^The `Authorization` header is not a bearer token\. .*Bearer <token>/,
      );
    const [uuid = '', secret = ''] = owner.token.split('.');
    const wrongSecret = `Bearer ${uuid}.${'A'.repeat(43)}`;
    const unknown = [`Bearer ${unknownId}.${secret}`, `Bearer ${revoked}`, `Bearer ${uuid}`, wrongSecret];
    const details = await Promise.all(unknown.map(detail));
    expect(new Set(details).size).toBe(1);
    for (const each of [...details, await detail()]) expect(each).toMatch(source);
  });
});

describe.each(named(authenticated.filter(({ metadata }) => isTenants(metadata))))('$name', ({ endpoint }) => {
  test('refuses a caller of a suspended or missing organisation', async () => {
    const refused = await request(endpoint, `Bearer ${suspended}`, { ...ids, id: idOf(endpoint) });
    expect([refused.status, (await problem(refused)).code]).toEqual([403, 'organisation_suspended']);
    const lost = await request(endpoint, `Bearer ${(await device('missing')).token}`);
    expect(lost.status).toBe(401);
  });

  test('refuses other organisations if the deployment is pinned to one', async () => {
    const pinned = { ...services, config: { ...services.config, organisation: 'foreign' } };
    const answer = await call(endpoint, {
      services: pinned,
      params: { ...ids, id: idOf(endpoint) },
      headers: { authorization: `Bearer ${owner.token}` },
    });
    expect([answer.status, (await problem(answer)).code]).toEqual([401, 'unauthorized']);
  });
});

const changesByOperators = authenticated.filter(
  ({ metadata: { auth } }) => auth !== 'none' && 'operator' in auth && auth.operator === 'admin',
);

test.each(named(changesByOperators))('$name refuses an operator that may only read', async ({ endpoint }) => {
  const answer = await request(endpoint, `Bearer ${reader}`);
  expect([answer.status, (await problem(answer)).code]).toEqual([403, 'insufficient_role']);
});

const beyondDevices = authenticated.filter(({ metadata }) => isTenants(metadata) && !isDevices(metadata));

test.each(named(beyondDevices))('$name refuses a caller without its scope', async ({ endpoint }) => {
  const answer = await request(endpoint, `Bearer ${owner.token}`);
  expect([answer.status, (await problem(answer)).code]).toEqual([403, 'insufficient_scope']);
  expect(answer.headers.get('www-authenticate')).toContain('insufficient_scope');
});

describe.each(named(ownedResources))('$name with the id of another caller’s resource', ({ endpoint }) => {
  test.each(['device', 'organisation'])(
    'of another %s returns the same 404 as for an unknown id',
    async (kind) => {
      const stranger = kind === 'device' ? other : foreign;
      const [theirs, none] = await Promise.all([
        request(endpoint, `Bearer ${stranger}`, { ...ids, id: idOf(endpoint) }),
        request(endpoint, `Bearer ${stranger}`, { ...ids, id: unknownId }),
      ]);
      expect([theirs.status, none.status]).toEqual([404, 404]);
      const [one, two] = [await problem(theirs), await problem(none)];
      for (const body of [one, two]) for (const name of ['traceId', 'instance']) delete body[name];
      expect(one).toEqual(two);
    },
  );
});

test('the owner can access its resources', async () => {
  for (const name of ['getJob', 'getResult', 'getUpload']) {
    const endpoint = ownedResources.find(({ metadata }) => metadata.name === name);
    if (!endpoint) throw new Error(`The endpoint ${name} does not exist.`);
    expect((await request(endpoint, `Bearer ${owner.token}`, { ...ids, id: idOf(endpoint) })).status).toBe(
      200,
    );
  }
});

test.each(['listJobs', 'listUploads'])('%s does not list resources of another caller', async (name) => {
  const endpoint = authenticated.find(({ metadata }) => metadata.name === name);
  if (!endpoint) throw new Error(`The endpoint ${name} does not exist.`);
  for (const stranger of [other, foreign]) {
    const text = await (await request(endpoint, `Bearer ${stranger}`)).text();
    expect(Object.values(JSON.parse(text))).toEqual([[]]);
  }
});

test('`jobs:read:all` reads the jobs of the organisation and no other, and changes none', async () => {
  const reader = { ...(await device()).caller, scopes: [...deviceScopes, 'jobs:read:all' as const] };
  const stranger = { ...reader, organisationId: 'foreign' };
  expect((await findReadable(owner.job, reader, services)).record.id).toBe(owner.job);
  expect((await list({ limit: 10 }, reader, services)).jobs.map(({ id }) => id)).toEqual([owner.job]);
  expect((await list({ limit: 10 }, stranger, services)).jobs).toEqual([]);
  const refused = [
    () => findReadable(owner.job, stranger, services),
    () => cancel(owner.job, reader, services),
  ];
  for (const act of refused) await expect(act()).rejects.toMatchObject({ code: 'not_found' });
});
