import {
  BulkOperationType,
  type Container,
  type OperationInput,
  PartitionKeyDefinitionVersion,
  PartitionKeyKind,
} from '@azure/cosmos';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { fetchToken } from '../../../local/cloud/identity/fetchToken.ts';
import { mayUseContainer } from '../../../shared/permissions.ts';
import { roles } from '../../../shared/roles.ts';
import { clientsOf, raw } from './clients.ts';
import { testCloud } from './testCloud.ts';

const cloud = testCloud();
let container: Container;

beforeAll(async () => {
  const { cosmos, database } = clientsOf(cloud.description, { name: 'conveyor' });
  await cosmos.databases.createIfNotExists({ id: database.id });
  await database.containers.createIfNotExists({
    id: 'items',
    partitionKey: { paths: ['/tenant'] },
    uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/number'] }] },
  });
  container = database.container('items');
});

const item = (id: string) => container.item(id, 'a');
let number = 0;
const make = (id: string, more: object = {}) =>
  container.items.create({ id, tenant: 'a', count: 1, number: number++, ...more });

describe('a token', () => {
  const ask = (authorization?: string) =>
    raw(cloud.description, `${cloud.description.cosmosEndpoint}/dbs`, {
      headers: authorization === undefined ? {} : { authorization },
    });
  const header = (token: string) => encodeURIComponent(`type=aad&ver=1.0&sig=${token}`);

  it('is required and must be issued for this account', async () => {
    const { cosmosEndpoint } = cloud.description;
    const right = await fetchToken(cloud.description, 'api', cosmosEndpoint);
    const wrong = await fetchToken(cloud.description, 'api', 'https://vault.azure.net');
    expect((await ask(header(right))).status).toBe(200);
    expect((await ask(header(wrong))).status).toBe(401);
    expect((await ask(header(`${right.slice(0, -8)}AAAAAAAA`))).status).toBe(401);
    expect((await ask(`Bearer ${right}`)).status).toBe(401);
    expect((await ask()).status).toBe(401);
  });
});

test.each(roles)('%s uses only the containers that shared/permissions.ts allows', async (role) => {
  const { database } = clientsOf(cloud.description, { name: 'conveyor', role });
  for (const name of ['jobs', 'tiers', 'exportManifests', 'unknown']) {
    // The containers do not exist here: 404 shows that the role may use them.
    const item = database.container(name).item('x', 'x');
    const statusOf = (work: Promise<{ statusCode: number }>) =>
      work.then(
        ({ statusCode }) => statusCode,
        ({ code }) => code,
      );
    expect(await statusOf(item.read()), `read ${name}`).toBe(mayUseContainer(role, name, 'read') ? 404 : 403);
    expect(await statusOf(item.delete()), `write ${name}`).toBe(
      mayUseContainer(role, name, 'write') ? 404 : 403,
    );
  }
});

describe('a document', () => {
  it('is created once', async () => {
    await make('once');
    await expect(make('once')).rejects.toMatchObject({ code: 409 });
  });

  it('keeps unique keys', async () => {
    await make('unique', { number: 'x' });
    await expect(make('another', { number: 'x' })).rejects.toMatchObject({ code: 409 });
  });

  it('is replaced and deleted if its ETag matches', async () => {
    const { etag, resource } = await make('etag');
    const condition = { accessCondition: { type: 'IfMatch', condition: etag } };
    const replaced = await item('etag').replace({ ...resource, id: 'etag', count: 2 }, condition);
    expect(replaced.etag).not.toBe(etag);
    await expect(item('etag').replace({ ...resource, id: 'etag' }, condition)).rejects.toMatchObject({
      code: 412,
    });
    await expect(item('etag').delete(condition)).rejects.toMatchObject({ code: 412 });
    await item('etag').delete({ accessCondition: { type: 'IfMatch', condition: replaced.etag } });
    expect((await item('etag').read()).statusCode).toBe(404);
  });

  it('is patched with a case-sensitive condition', async () => {
    await make('patched', { leaseUntil: 'Noon' });
    const patch = (condition: string) =>
      item('patched').patch({ operations: [{ op: 'incr', path: '/count', value: 1 }], condition });
    expect((await patch("from c where c.leaseUntil = 'Noon'")).resource?.count).toBe(2);
    await expect(patch("from c where c.leaseUntil = 'noon'")).rejects.toMatchObject({ code: 412 });
    expect((await item('patched').read()).resource?.count).toBe(2);
  });

  it('is patched if it meets a condition on its members, whatever their names', async () => {
    const uploads = { 'a-1': { jobId: 'job' } };
    await make('conditional', { sent: { 'a-1': '2026-11-29' }, uploads, held: 0, nothing: null });
    const isMet = (condition: string) => {
      const operations = [{ op: 'set' as const, path: '/touched', value: true }];
      const patched = item('conditional').patch({ operations, condition: `from c where ${condition}` });
      return patched.then(
        () => true,
        ({ code }: { code: number }) => (code === 412 ? false : code),
      );
    };
    const met = [
      'c.count + c.held <= 1',
      'c.count >= -1 AND c.count < 1.5',
      'c.nothing = null',
      'IS_DEFINED(c.sent["a-1"]) AND NOT IS_DEFINED(c.sent["a-2"])',
      'c.sent["a-1"] > \'2026-11-28\'',
      'NOT IS_DEFINED(c.sent["a-2"]) OR c.sent["a-2"] <= 3',
      'c.uploads["a-1"].jobId = \'job\' AND NOT IS_DEFINED(c.uploads["a-2"].jobId)',
    ];
    const unmet = [
      'c.count + c.held <= 0',
      'IS_DEFINED(c.sent["a-2"])',
      'IS_DEFINED(c.sent["toString"])',
      'IS_DEFINED(c.missing["a-1"])',
      'c.sent["a-2"] <= \'2026-11-28\'',
    ];
    for (const condition of met) expect([condition, await isMet(condition)]).toEqual([condition, true]);
    for (const condition of unmet) expect([condition, await isMet(condition)]).toEqual([condition, false]);
    expect(await isMet('c.count <')).toBe(400);
  });

  it('is found by a query with pages', async () => {
    for (let count = 0; count < 5; count++) await make(`queried ${count}`, { group: 'q', count });
    const query = container.items.query(
      {
        query: 'SELECT VALUE c.count FROM c WHERE c["group"] = @group AND c.count > 1 ORDER BY c.count DESC',
        parameters: [{ name: '@group', value: 'q' }],
      },
      { maxItemCount: 2 },
    );
    const found: number[] = [];
    for await (const { resources } of query.getAsyncIterator()) found.push(...resources);
    expect(found).toEqual([4, 3, 2]);
  });
});

describe('a query', () => {
  it('reads only its partition, or the prefix of a hierarchical key', async () => {
    const { database } = clientsOf(cloud.description, { name: 'conveyor' });
    const { container: nested } = await database.containers.create({
      id: 'nested',
      partitionKey: {
        paths: ['/tenant', '/user'],
        kind: PartitionKeyKind.MultiHash,
        version: PartitionKeyDefinitionVersion.V2,
      },
    });
    for (const tenant of ['a', 'b'])
      for (const user of ['x', 'y']) await nested.items.create({ id: `${tenant}${user}`, tenant, user });
    const idsIn = async (partitionKey?: string[]) => {
      const query = nested.items.query<string>(
        'SELECT VALUE c.id FROM c ORDER BY c.id',
        partitionKey && { partitionKey },
      );
      return (await query.fetchAll()).resources;
    };
    expect(await idsIn(['a', 'y'])).toEqual(['ay']);
    expect(await idsIn(['b'])).toEqual(['bx', 'by']);
    expect(await idsIn(['c'])).toEqual([]);
    expect(await idsIn()).toEqual(['ax', 'ay', 'bx', 'by']);
  });

  it('with invalid syntax is rejected', async () => {
    await expect(container.items.query('SELECT FROM WHERE').fetchAll()).rejects.toMatchObject({ code: 400 });
  });
});

describe('a batch', () => {
  const body = (id: string) => ({ id, tenant: 'a', number: number++ });

  it('runs all operations', async () => {
    await make('batch 1');
    const operations: OperationInput[] = [
      { operationType: BulkOperationType.Create, resourceBody: body('batch 2') },
      { operationType: BulkOperationType.Upsert, resourceBody: body('batch 3') },
      {
        operationType: BulkOperationType.Patch,
        id: 'batch 1',
        resourceBody: { operations: [{ op: 'set', path: '/count', value: 9 }] },
      },
      { operationType: BulkOperationType.Delete, id: 'batch 2' },
    ];
    const { code, result } = await container.items.batch(operations, 'a');
    expect(code).toBe(200);
    expect(result?.map((each) => each.statusCode)).toEqual([201, 201, 200, 204]);
    expect((await item('batch 1').read()).resource?.count).toBe(9);
    expect((await item('batch 2').read()).statusCode).toBe(404);
  });

  it('undoes all operations if one fails', async () => {
    const { etag } = await make('batch 4');
    const operations: OperationInput[] = [
      { operationType: BulkOperationType.Create, resourceBody: body('batch 5') },
      { operationType: BulkOperationType.Replace, id: 'batch 4', resourceBody: body('batch 4') },
      { operationType: BulkOperationType.Create, resourceBody: body('batch 4') },
      { operationType: BulkOperationType.Delete, id: 'batch 4' },
    ];
    const { code, result } = await container.items.batch(operations, 'a');
    expect(code).toBe(207);
    expect(result?.map((each) => each.statusCode)).toEqual([424, 424, 409, 424]);
    expect((await item('batch 4').read()).etag).toBe(etag);
    expect((await item('batch 5').read()).statusCode).toBe(404);
  });

  it('in bulk mode runs each operation independently', async () => {
    await make('bulk 1');
    const results = await container.items.executeBulkOperations([
      { operationType: BulkOperationType.Create, partitionKey: 'a', resourceBody: body('bulk 1') },
      { operationType: BulkOperationType.Create, partitionKey: 'a', resourceBody: body('bulk 2') },
    ]);
    expect(results.map((each) => each.response?.statusCode ?? each.error?.code)).toEqual([409, 201]);
  });
});

it('rejects changes of a container', async () => {
  const { resource } = await container.read();
  await expect(
    container.replace({ ...resource, id: 'items', indexingPolicy: { automatic: false } }),
  ).rejects.toMatchObject({ code: 400 });
});
