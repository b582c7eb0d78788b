import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Endpoint } from '../../shared/http/endpoint.ts';
import { endpoints } from '../../shared/http/manifest.ts';
import { deviceScopes, type TenantCaller } from '../../shared/identity/caller.ts';
import { deleteDevice } from '../../shared/identity/deleteDevice.ts';
import { register } from '../../shared/identity/register.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { beginUpload } from '../../shared/uploads/beginUpload.ts';
import { converterThat } from '../harness/converters.ts';
import { deviceCaller, gives, messageOf, page, toPdf } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { call, problem } from '../http/call.ts';

// Calls every route of the OpenAPI document without a credential, with a revoked one, and with that of another device.

const root = fileURLToPath(new URL('../..', import.meta.url));
const allEndpoints: Endpoint[] = [];
for (const file of globSync('functions/{api,admin,health}/**/*.ts', { cwd: root }))
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
let revoked: string;

async function device(): Promise<{ token: string; caller: TenantCaller }> {
  const { token, uuid } = await register(undefined, services);
  return { token, caller: deviceCaller(uuid) };
}

beforeAll(async () => {
  services = await testServices();
  const { token, caller } = await device();
  const job = await submit({ caller, files: [page], steps: toPdf }, services);
  await work(messageOf(job), converterThat(gives({ 'one.txt': '1', 'two.txt': '2' })), services);
  const upload = await beginUpload({ name: page.name }, caller, services);
  owner = { token, job: job.id, upload: upload.id };
  other = (await device()).token;
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

describe.each(named(ownedResources))('$name with the id of another device’s resource', ({ endpoint }) => {
  test('returns the same 404 as for an unknown id', async () => {
    const [theirs, none] = await Promise.all([
      request(endpoint, `Bearer ${other}`, { ...ids, id: idOf(endpoint) }),
      request(endpoint, `Bearer ${other}`, { ...ids, id: unknownId }),
    ]);
    expect([theirs.status, none.status]).toEqual([404, 404]);
    const [one, two] = [await problem(theirs), await problem(none)];
    for (const body of [one, two]) for (const name of ['traceId', 'instance']) delete body[name];
    expect(one).toEqual(two);
  });
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

test.each(['listJobs', 'listUploads'])('%s does not list resources of another device', async (name) => {
  const endpoint = authenticated.find(({ metadata }) => metadata.name === name);
  if (!endpoint) throw new Error(`The endpoint ${name} does not exist.`);
  const text = await (await request(endpoint, `Bearer ${other}`)).text();
  expect(Object.values(JSON.parse(text))).toEqual([[]]);
});
