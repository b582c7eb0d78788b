import { beforeAll, expect, test } from 'vitest';
import { cancelOrganisationDeletion } from '../../functions/admin/organisations/cancelOrganisationDeletion.ts';
import { getOrganisation } from '../../functions/admin/organisations/getOrganisation.ts';
import { patchOrganisation } from '../../functions/admin/organisations/patchOrganisation.ts';
import { putOrganisation } from '../../functions/admin/organisations/putOrganisation.ts';
import { requestOrganisationDeletion } from '../../functions/admin/organisations/requestOrganisationDeletion.ts';
import { register } from '../../shared/identity/register.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { purgeOrganisations } from '../../shared/jobs/upkeep/purgeOrganisations.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { containers } from '../../shared/services.ts';
import { blobContainerOf } from '../../shared/tenancy/organisation.ts';
import { beginUpload } from '../../shared/uploads/beginUpload.ts';
import { rotateSecret } from '../../shared/webhooks/rotateSecret.ts';
import { region } from '../exposure/export/exportFixtures.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { deviceCaller, messageOf, page, toPdf } from '../harness/jobs.ts';
import type { TestServices } from '../harness/services.ts';
import { type CredentialTests, credentialTests } from '../identity/credentialTests.ts';

let tests: CredentialTests;
beforeAll(async () => {
  tests = await credentialTests();
});

/** What remains: the proof of what was billed and changed. Claims hold hashes and expire within two days. */
const kept = ['ledger', 'statements', 'audit', 'idempotency'];

const as = () => tests.operator;
const request = (organisation: string) =>
  tests.answer(requestOrganisationDeletion, { as: as(), params: { organisation } });
const cancel = (organisation: string) =>
  tests.answer(cancelOrganisationDeletion, { as: as(), params: { organisation } });
const get = (organisation: string) => tests.answer(getOrganisation, { as: as(), params: { organisation } });

/** An organisation with a record of every kind. */
async function populated(id: string): Promise<void> {
  const { services } = tests;
  await tests.adminOf(id);
  const { uuid } = await register(undefined, services);
  await services.devices.patch([uuid], uuid, [{ op: 'set', path: '/organisationId', value: id }]);
  const caller = { ...deviceCaller(uuid), organisationId: id };
  await rotateSecret(caller, services);
  await beginUpload({ name: page.name }, caller, services);
  const done = await submit({ caller, files: [page], steps: toPdf }, services);
  await work(messageOf(done), converterThat(converts), services);
  await submit({ caller, files: [page], steps: toPdf }, services);
}

/** The number of records of an organisation by container, without those that are kept. */
async function recordsOf(id: string, { cosmos }: TestServices): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const declaration of containers.filter(({ name }) => !kept.includes(name))) {
    const text = 'SELECT c.id FROM c WHERE c.organisationId = @id OR c.id = @id';
    const found = await Array.fromAsync(cosmos.records(declaration).query({ text, parameters: { id } }));
    if (found.length > 0) counts[declaration.name] = found.length;
  }
  return counts;
}

test('a deletion can be cancelled for 14 days, in which the organisation is refused', async () => {
  const administrator = await tests.adminOf('regret');
  expect(await request('regret')).toMatchObject({
    status: 200,
    body: { status: 'deleting', deletion: { requestedAt: tests.services.clock.now().toISOString() } },
  });
  const first = (await get('regret')).body;
  tests.services.clock.advance({ days: 13 });
  expect((await request('regret')).body).toEqual(first);
  expect(await purgeOrganisations(tests.services)).toEqual([]);
  expect(await tests.callerOf(administrator, 'organisation:admin')).toBe('organisation_suspended');
  const stored = await tests.services.organisations.read(['regret'], 'regret');
  const patched = await tests.answer(patchOrganisation, {
    as: as(),
    params: { organisation: 'regret' },
    headers: { 'if-match': `"${Buffer.from(stored?.etag ?? '').toString('base64url')}"` },
    body: { status: 'active' },
  });
  expect(patched.status).toBe(409);
  expect(await cancel('regret')).toMatchObject({ status: 200, body: { status: 'active' } });
  expect((await cancel('regret')).status).toBe(409);
  tests.services.clock.advance({ minutes: 1 });
  expect(await tests.callerOf(administrator, 'organisation:admin')).toMatchObject({
    organisationId: 'regret',
  });
});

test('a suspended organisation is suspended again after a cancellation', async () => {
  await tests.adminOf('blocked');
  const operations = [{ op: 'set' as const, path: '/status', value: 'suspended' }];
  await tests.services.organisations.patch(['blocked'], 'blocked', operations);
  await request('blocked');
  expect(await cancel('blocked')).toMatchObject({ status: 200, body: { status: 'suspended' } });
});

test('the default organisation, unknown ones, and one that owns regions are not deleted', async () => {
  expect((await request('default')).status).toBe(409);
  expect((await request('unknown')).status).toBe(404);
  await tests.adminOf('publisher');
  await region(tests.services, { organisationId: 'publisher' });
  expect(await request('publisher')).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('Delete its regions and health authorities first') },
  });
});

test('a purge that dies anywhere goes on, and touches no other organisation', async () => {
  const { services } = tests;
  await populated('leaving');
  await populated('staying');
  const others = await recordsOf('staying', services);
  expect(Object.keys(await recordsOf('leaving', services)).toSorted()).toEqual([
    'apiTokens',
    'counters',
    'devices',
    'jobs',
    'organisations',
    'uploads',
    'webhookSecrets',
  ]);
  await request('leaving');
  services.clock.advance({ days: 14, seconds: 1 });
  const month = services.clock.now().toISOString().slice(0, 7);
  // Each run dies at its third deletion.
  let runs = 0;
  for (; (await get('leaving')).status !== 404; runs++) {
    expect(runs).toBeLessThan(20);
    await purgeOrganisations(dyingAt(3, services));
    if (runs === 0) expect((await cancel('leaving')).status).toBe(409);
  }
  expect(runs).toBeGreaterThan(2);
  expect(await recordsOf('leaving', services)).toEqual({});
  expect(await recordsOf('staying', services)).toEqual(others);
  await expect(Array.fromAsync(services.blobs.list(blobContainerOf('leaving')))).rejects.toMatchObject({
    statusCode: 404,
  });
  const billed = services.ledger.query({
    text: 'SELECT * FROM c WHERE c.organisationId = @id',
    parameters: { id: 'leaving' },
  });
  expect(await Array.fromAsync(billed)).toHaveLength(1);
  expect(await services.statements.read(['leaving', month], month)).toMatchObject({
    record: { state: 'closed', jobs: 1 },
  });
  // A new customer must not see what was kept.
  const again = await tests.answer(putOrganisation, {
    as: as(),
    params: { organisation: 'leaving' },
    body: { name: 'New' },
  });
  expect(again).toMatchObject({ status: 409, body: { detail: expect.stringContaining('was deleted') } });
});

/** Services whose records can be deleted so many times, and never again. */
function dyingAt(limit: number, services: TestServices): TestServices {
  let deletions = 0;
  const dying = <T extends object>(records: T): T =>
    new Proxy(records, {
      get: (target, name) => {
        const own = Reflect.get(target, name) as unknown;
        if (typeof own !== 'function') return own;
        if (name === 'delete' && deletions++ >= limit)
          return () => Promise.reject(new Error('The process died.'));
        return own.bind(target);
      },
    });
  const names = [
    'jobs',
    'devices',
    'uploads',
    'counters',
    'webhookSecrets',
    'apiTokens',
    'organisations',
  ] as const;
  return { ...services, ...Object.fromEntries(names.map((name) => [name, dying(services[name])])) };
}
