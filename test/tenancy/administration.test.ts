import { beforeAll, describe, expect, test } from 'vitest';
import { listAudit } from '../../functions/admin/audit/listAudit.ts';
import { getOrganisation } from '../../functions/admin/organisations/getOrganisation.ts';
import { listOrganisations } from '../../functions/admin/organisations/listOrganisations.ts';
import { patchOrganisation } from '../../functions/admin/organisations/patchOrganisation.ts';
import { putOrganisation } from '../../functions/admin/organisations/putOrganisation.ts';
import { deleteTier } from '../../functions/admin/tiers/deleteTier.ts';
import { getTier } from '../../functions/admin/tiers/getTier.ts';
import { listTiers } from '../../functions/admin/tiers/listTiers.ts';
import { patchTier } from '../../functions/admin/tiers/patchTier.ts';
import { putTier } from '../../functions/admin/tiers/putTier.ts';
import type { Endpoint } from '../../shared/http/endpoint.ts';
import { blobContainerOf } from '../../shared/tenancy/organisation.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { call } from '../http/call.ts';

let services: TestServices;
beforeAll(async () => {
  services = await testServices();
});
const operator = async ({ vault }: TestServices) => `Bearer ${(await vault.current('operator-key')).value}`;

/** Records with another implementation of one method. */
function replacing<T extends object>(records: T, methods: Partial<T>): T {
  return new Proxy(records, {
    get: (target, name) => {
      const own = methods[name as keyof T] ?? target[name as keyof T];
      return typeof own === 'function' ? own.bind(target) : own;
    },
  });
}

interface Options {
  body?: object;
  etag?: string;
  path?: string;
  from?: TestServices;
}

async function send(endpoint: Endpoint, id: string, { body, etag, path, from = services }: Options = {}) {
  // Each request at another time, so that entries have an order.
  from.clock.advance({ seconds: 1 });
  const authorization = await operator(from);
  const response = await call(endpoint, {
    services: from,
    ...(path && { path }),
    params: { organisation: id, id },
    headers: { authorization, 'x-forwarded-for': '203.0.113.7:4711', ...(etag && { 'if-match': etag }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const json = (response.status === 204 ? {} : await response.json()) as Record<string, unknown>;
  return { status: response.status, json, etag: response.headers.get('etag') ?? '' };
}

const create = (id: string, body: object = { name: id }) => send(putOrganisation, id, { body });

describe('an organisation', () => {
  test('is created with a storage container of its own, read, replaced and listed', async () => {
    const created = await create('acme', { name: 'Acme', retentionDays: 3 });
    expect(created).toMatchObject({
      status: 201,
      json: { id: 'acme', name: 'Acme', tier: 'default', status: 'active', retentionDays: 3, settings: {} },
    });
    const container = blobContainerOf('acme');
    await services.blobs.put(container, 'a', Buffer.from('x'), 'text/plain');
    expect(await send(getOrganisation, 'acme')).toMatchObject({ status: 200, json: created.json });
    expect(await create('acme')).toMatchObject({ status: 428 });
    const replaced = await send(putOrganisation, 'acme', { body: { name: 'Acme Ltd' }, etag: created.etag });
    expect(replaced).toMatchObject({ status: 200, json: { name: 'Acme Ltd' } });
    expect(replaced.json).not.toHaveProperty('retentionDays');
    expect(replaced.json.createdAt).toBe(created.json.createdAt);
    const stale = await send(putOrganisation, 'acme', { body: { name: 'Late' }, etag: created.etag });
    expect(stale.status).toBe(412);
  });

  test('is changed by a merge patch that names its version', async () => {
    const { etag } = await create('patched', { name: 'Patched', retentionDays: 5 });
    expect((await send(patchOrganisation, 'patched', { body: { name: 'No' } })).status).toBe(428);
    expect((await send(patchOrganisation, 'unknown', { body: { name: 'No' } })).status).toBe(404);
    const changed = await send(patchOrganisation, 'patched', {
      body: { retentionDays: null, settings: { allowedOrigins: ['https://app.example'] } },
      etag,
    });
    expect(changed).toMatchObject({
      status: 200,
      json: { name: 'Patched', settings: { allowedOrigins: ['https://app.example'] } },
    });
    expect(changed.json).not.toHaveProperty('retentionDays');
    const invalid = await send(patchOrganisation, 'patched', {
      body: { settings: { allowedOrigins: ['https://app.example/path'] } },
      etag: changed.etag,
    });
    expect(invalid.json).toMatchObject({
      code: 'bad_request',
      issues: [{ path: '/body/settings/allowedOrigins/0' }],
    });
  });

  test.each(['', 'deployment', 'UPPER', 'a--b', '-a', 'a-', '../x', 'a'.repeat(41), 'ä'])(
    'does not have the id %j',
    async (id) => {
      expect((await create(id)).status).toBe(400);
    },
  );
});

describe('a list', () => {
  test('is paged, filtered and sorted', async () => {
    const fresh = await testServices();
    for (const tier of ['small', 'large']) await send(putTier, tier, { body: { name: tier }, from: fresh });
    for (const [id, name, tier] of [
      ['one', 'Zebra', 'small'],
      ['two', 'Apple', 'large'],
      ['three', 'Apple', 'small'],
      ['four', 'Mango', 'small'],
    ] as const)
      await send(putOrganisation, id, { body: { name, tier }, from: fresh });
    const names = async (query: string) => {
      const found: unknown[] = [];
      for (let path: string | undefined = `/v1/admin/organisations?limit=2&${query}`; path; ) {
        const page = await send(listOrganisations, '', { path, from: fresh });
        expect(page.json).toMatchObject({ limit: 2 });
        found.push(...(page.json.organisations as { id: string }[]).map(({ id }) => id));
        path = page.json.next as string | undefined;
      }
      return found;
    };
    expect(await names('')).toEqual(['four', 'one', 'three', 'two']);
    expect(await names('sort=-id')).toEqual(['two', 'three', 'one', 'four']);
    expect(await names('sort=name')).toEqual(['three', 'two', 'four', 'one']);
    expect(await names('sort=-name')).toEqual(['one', 'four', 'two', 'three']);
    expect(await names('tier=small&sort=name')).toEqual(['three', 'four', 'one']);
    for (const query of ['after=eHl6', 'sort=status', 'limit=0', 'colour=red'])
      expect((await send(listOrganisations, '', { path: `/x?${query}`, from: fresh })).status).toBe(400);
  });
});

describe('a tier', () => {
  test('is created, changed, listed, and deleted once no organisation has it', async () => {
    const path = { path: '/v1/admin/tiers' };
    const created = await send(putTier, 'gold', { body: { name: 'Gold', runningJobs: 9 } });
    expect(created).toMatchObject({ status: 201, json: { id: 'gold', quotas: [], runningJobs: 9 } });
    await create('golden', { name: 'Golden', tier: 'gold' });
    const quotas = [{ metric: 'submitted_jobs', max: 5, period: 'day' }];
    const changed = await send(patchTier, 'gold', { body: { quotas }, etag: created.etag });
    expect(changed).toMatchObject({ status: 200, json: { name: 'Gold', quotas, runningJobs: 9 } });
    expect(await send(getTier, 'gold')).toMatchObject({ json: changed.json, etag: changed.etag });
    expect((await send(listTiers, '', path)).json).toMatchObject({ tiers: [changed.json] });
    expect(await send(deleteTier, 'gold')).toMatchObject({ status: 409, json: { code: 'conflict' } });
    const { etag } = await send(getOrganisation, 'golden');
    await send(patchOrganisation, 'golden', { body: { tier: 'default' }, etag });
    expect((await send(deleteTier, 'gold')).status).toBe(204);
    expect((await send(getTier, 'gold')).status).toBe(404);
  });

  test('does not exist for an organisation that names it', async () => {
    expect(await create('lost', { name: 'Lost', tier: 'unknown' })).toMatchObject({
      status: 409,
      json: { code: 'conflict', detail: 'The tier `unknown` does not exist.' },
    });
  });
});

describe('the audit log', () => {
  const entriesOf = async (query: string) =>
    (await send(listAudit, '', { path: `/v1/admin/audit?${query}` })).json.entries as Record<
      string,
      unknown
    >[];

  test('says who changed what, when and from where', async () => {
    const { etag, json } = await create('audited');
    await send(patchOrganisation, 'audited', { body: { status: 'suspended' }, etag });
    const [suspended, created, ...others] = await entriesOf('subject=audited');
    expect(others).toEqual([]);
    expect(created).toMatchObject({
      at: json.createdAt,
      subject: 'audited',
      actor: { kind: 'operator', id: 'operator-key', role: 'admin' },
      action: 'putOrganisation',
      from: '203.0.113.7',
      outcome: 'succeeded',
      after: json,
    });
    expect(created).not.toHaveProperty('before');
    expect(suspended).toMatchObject({
      action: 'patchOrganisation',
      before: { status: 'active' },
      after: { status: 'suspended' },
    });
    expect(suspended?.before).toEqual(json);
  });

  test('has refused changes with their code, and no reads', async () => {
    await create('refused');
    await create('refused');
    await send(getOrganisation, 'refused');
    expect(await entriesOf('subject=refused')).toMatchObject([
      { outcome: 'failed', code: 'precondition_required' },
      { outcome: 'succeeded' },
    ]);
  });

  test('has an entry of a change whose process died', async () => {
    const dying: TestServices = {
      ...services,
      organisations: replacing(services.organisations, {
        create: () => new Promise(() => undefined),
      }),
    };
    void call(putOrganisation, {
      services: dying,
      params: { organisation: 'dying' },
      headers: { authorization: await operator(services) },
      body: '{"name":"Dying"}',
    });
    await expect.poll(() => entriesOf('subject=dying')).toMatchObject([{ outcome: 'started' }]);
  });

  test('does not hide a change whose outcome could not be recorded', async () => {
    const failing: TestServices = {
      ...services,
      audit: replacing(services.audit, {
        patch: () => Promise.reject(new Error('Cosmos DB is gone.')),
      }),
    };
    expect((await send(putOrganisation, 'unrecorded', { body: { name: 'x' }, from: failing })).status).toBe(
      201,
    );
    expect(services.log.lines).toContainEqual(
      expect.objectContaining({ level: 'error', message: expect.stringContaining('could not be recorded') }),
    );
    expect(await entriesOf('subject=unrecorded')).toMatchObject([{ outcome: 'started' }]);
  });

  test('is filtered by action and time', async () => {
    await create('filtered');
    const now = services.clock.now().toISOString();
    expect(await entriesOf(`subject=filtered&action=putOrganisation&from=${now}`)).toHaveLength(1);
    expect(await entriesOf('subject=filtered&action=patchOrganisation')).toHaveLength(0);
    expect(await entriesOf(`subject=filtered&to=${now}`)).toHaveLength(0);
    expect(await entriesOf('subject=filtered&actor=somebody')).toHaveLength(0);
  });
});
