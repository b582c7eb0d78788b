import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Endpoint } from '../../shared/http/endpoint.ts';
import { endpoints } from '../../shared/http/manifest.ts';
import type { CallerOf } from '../../shared/identity/authenticate.ts';
import { forget } from '../../shared/identity/forget.ts';
import { register } from '../../shared/identity/register.ts';
import { submit } from '../../shared/jobs/submit.ts';
import { work } from '../../shared/jobs/work.ts';
import { beginUpload } from '../../shared/uploads/beginUpload.ts';
import { converterThat } from '../harness/converters.ts';
import { gives, messageOf, page, toPdf } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { call, problem } from '../http/call.ts';

// Every route of the OpenAPI document, with no credential, a revoked one, another device's.

const root = fileURLToPath(new URL('../..', import.meta.url));
const doors: Endpoint[] = [];
for (const file of globSync('functions/{api,admin,health}/*.ts', { cwd: root }))
  for (const door of Object.values<Endpoint>(await import(`${root}${file}`)))
    if (door && typeof door === 'object' && 'facts' in door && 'handler' in door) doors.push(door);
const closed = doors.filter(({ facts }) => facts.auth !== 'none');
// What deletes comes last: else the others would find nothing, whoever asks.
const ofOne = closed
  .filter(({ facts }) => facts.auth === 'device' && facts.route.includes('{id}'))
  .toSorted((one, other) => Number(one.facts.method === 'DELETE') - Number(other.facts.method === 'DELETE'));

const nobody = '3f2c1b9a-58d4-4e0b-9d3c-0a5f6f0f9a11';
const ids = { id: nobody, index: '0' };
const routes = (some: Endpoint[]) => some.map((door) => ({ door, name: door.facts.name }));

let services: TestServices;
let owner: { token: string; job: string; upload: string };
let other: string;
let revoked: string;

async function device(): Promise<{ token: string; caller: CallerOf<'device'> }> {
  const { token, uuid } = await register(undefined, services);
  return { token, caller: { kind: 'device', organisationId: 'default', deviceId: uuid } };
}

beforeAll(async () => {
  services = await testServices();
  const { token, caller } = await device();
  const job = await submit({ caller, files: [page], steps: toPdf }, services);
  await work(messageOf(job), converterThat(gives({ 'one.txt': '1', 'two.txt': '2' })), services);
  const upload = await beginUpload({ name: page.name }, caller, services);
  owner = { token, job: job.id, upload: upload.id };
  other = (await device()).token;
  const gone = await device();
  await forget(gone.caller.deviceId, services);
  revoked = gone.token;
});

const ask = (door: Endpoint, authorization?: string, params: Record<string, string> = ids) =>
  call(door, { services, params, ...(authorization !== undefined && { headers: { authorization } }) });
const idOf = ({ facts }: Endpoint) => (facts.route.startsWith('v1/uploads') ? owner.upload : owner.job);

test('every route is looked at', () => {
  expect(doors.map(({ facts }) => facts.name).toSorted()).toEqual(
    endpoints.map(({ name }) => name).toSorted(),
  );
});

describe.each(routes(closed))('$name', ({ door }) => {
  test('tells nothing to who has no credential, half of one, a revoked one, or one of another kind', async () => {
    const [uuid = ''] = owner.token.split('.');
    const wrong = door.facts.auth === 'operator' ? `Bearer ${owner.token}` : 'Bearer operator';
    const credentials = [undefined, '', 'Bearer', 'Bearer ', `Bearer ${uuid}.`, `Bearer ${revoked}`, wrong];
    for (const credential of credentials) {
      const answer = await ask(door, credential, { ...ids, id: idOf(door) });
      expect([credential, answer.status]).toEqual([credential, 401]);
      expect(await problem(answer)).toMatchObject({ code: 'unauthorized' });
    }
  });
});

describe.each(routes(ofOne))('$name of another device’s', ({ door }) => {
  test('is not found, as if it had never been', async () => {
    const [theirs, none] = await Promise.all([
      ask(door, `Bearer ${other}`, { ...ids, id: idOf(door) }),
      ask(door, `Bearer ${other}`, { ...ids, id: nobody }),
    ]);
    expect([theirs.status, none.status]).toEqual([404, 404]);
    const [one, two] = [await problem(theirs), await problem(none)];
    for (const body of [one, two]) for (const name of ['traceId', 'instance']) delete body[name];
    expect(one).toEqual(two);
  });
});

test('what is its owner’s is there all the same', async () => {
  for (const name of ['getJob', 'getResult', 'getUpload']) {
    const door = ofOne.find(({ facts }) => facts.name === name);
    if (!door) throw new Error(`There is no ${name}.`);
    expect((await ask(door, `Bearer ${owner.token}`, { ...ids, id: idOf(door) })).status).toBe(200);
  }
});

test.each(['listJobs', 'listUploads'])('%s gives a device nothing of another’s', async (name) => {
  const door = closed.find(({ facts }) => facts.name === name);
  if (!door) throw new Error(`There is no ${name}.`);
  const text = await (await ask(door, `Bearer ${other}`)).text();
  expect(Object.values(JSON.parse(text))).toEqual([[]]);
});
