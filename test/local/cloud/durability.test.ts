import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Cloud, startCloud } from '../../../local/cloud/cloud.ts';
import { clientsOf, trust } from './clients.ts';
import { Expectations } from './expectations.ts';
import { documentWriter } from './writers/documents.ts';
import { fileWriter } from './writers/files.ts';
import { messageWriter } from './writers/messages.ts';

let directory: string;
let cloud: Cloud;
const clients = () => clientsOf(cloud.description, { name: 'conveyor' });

async function start(): Promise<void> {
  // A low threshold, so that the journals are rewritten during the test.
  cloud = await startCloud({ directory, rewriteThreshold: 20_000 });
  trust(cloud.description);
}

async function killAndRestart(): Promise<void> {
  cloud.kill();
  await cloud.exited;
  await start();
}

// One cloud: each test uses its own containers and queues.
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'cloud-'));
  await start();
});
afterAll(async () => {
  await cloud.stop();
  rmSync(directory, { recursive: true, force: true });
});

describe('acknowledged changes survive SIGKILL of every process', () => {
  it('during concurrent writes, in several rounds', async () => {
    const { blobs, queues, cosmos, database } = clients();
    await blobs.createContainer('files');
    await queues.createQueue('jobs');
    await cosmos.databases.create({ id: database.id });
    await database.containers.create({ id: 'items', partitionKey: { paths: ['/tenant'] } });

    const expectations = new Expectations();
    for (let round = 1; round <= 3; round++) {
      const writers = [0, 1, 2].flatMap((number) =>
        [fileWriter, messageWriter, documentWriter].map((writer) =>
          writer(clients(), `${round}-${number}`, expectations),
        ),
      );
      const running = Promise.allSettled(writers);
      await expectations.reach(100 * round);
      cloud.kill();
      await running;
      await cloud.exited;
      await start();
      await expectations.check(clients());
    }
    expect(expectations.acknowledged).toBeGreaterThanOrEqual(300);
    console.log(expectations.summary());
  });

  it('with leases, uncommitted blocks, metadata, visibility and timestamps', async () => {
    const container = clients().blobs.getContainerClient('properties');
    await container.create({ metadata: { purpose: 'test' } });
    const leased = container.getBlockBlobClient('leased');
    await leased.upload('x', 1, { metadata: { a: 'b' }, blobHTTPHeaders: { blobContentType: 'text/plain' } });
    const { leaseId = '' } = await leased.getBlobLeaseClient().acquireLease(-1);
    const before = await leased.getProperties();
    const blocks = container.getBlockBlobClient('blocks');
    const blockId = Buffer.from('0001').toString('base64');
    await blocks.stageBlock(blockId, 'block', 5);

    const queue = clients().queues.getQueueClient('visibility');
    await queue.create();
    await queue.sendMessage('later', { visibilityTimeout: 3600, messageTimeToLive: -1 });
    await queue.sendMessage('now', { messageTimeToLive: -1 });

    const { cosmos, database } = clients();
    await cosmos.databases.createIfNotExists({ id: database.id });
    await database.containers.create({
      id: 'unique',
      partitionKey: { paths: ['/tenant'] },
      uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/number'] }] },
      indexingPolicy: { excludedPaths: [{ path: '/text/?' }] },
    });
    const { resource: document } = await database
      .container('unique')
      .items.create({ id: 'a', tenant: 't', number: 1 });
    await database.containers.create({ id: 'gone', partitionKey: { paths: ['/id'] } });
    await database.container('gone').items.create({ id: 'a' });
    await database.container('gone').delete();

    await killAndRestart();

    const restarted = clients();
    const files = restarted.blobs.getContainerClient('properties');
    const { metadata, etag, lastModified, contentType, leaseState } = await files
      .getBlockBlobClient('leased')
      .getProperties();
    expect({ metadata, etag, lastModified, contentType, leaseState }).toEqual({
      metadata: { a: 'b' },
      etag: before.etag,
      lastModified: before.lastModified,
      contentType: 'text/plain',
      leaseState: 'leased',
    });
    expect((await files.getProperties()).metadata).toEqual({ purpose: 'test' });
    await expect(files.getBlockBlobClient('leased').delete()).rejects.toMatchObject({ statusCode: 412 });
    await files.getBlockBlobClient('leased').delete({ conditions: { leaseId } });
    await files.getBlockBlobClient('blocks').commitBlockList([blockId]);
    expect((await files.getBlockBlobClient('blocks').downloadToBuffer()).toString()).toBe('block');

    const { receivedMessageItems } = await restarted.queues
      .getQueueClient('visibility')
      .receiveMessages({ numberOfMessages: 32 });
    expect(receivedMessageItems.map((each) => each.messageText)).toEqual(['now']);

    const items = restarted.database.container('unique');
    expect((await items.item('a', 't').read()).resource).toEqual(document);
    await expect(items.items.create({ id: 'b', tenant: 't', number: 1 })).rejects.toMatchObject({
      code: 409,
    });
    const { resource: definition } = await items.read();
    expect(definition?.partitionKey?.paths).toEqual(['/tenant']);
    expect(definition?.indexingPolicy?.excludedPaths).toEqual([{ path: '/text/?' }]);
    await expect(restarted.database.container('gone').read()).rejects.toMatchObject({ code: 404 });
    const { resource: created } = await items.items.create({ id: 'c', tenant: 't', number: 2 });
    expect(created?._rid).not.toBe(document?._rid);
  });

  it('and messages still expire', async () => {
    const queue = clients().queues.getQueueClient('expiry');
    await queue.create();
    await queue.sendMessage('short', { messageTimeToLive: 2 });
    await queue.sendMessage('long', { messageTimeToLive: -1 });
    await killAndRestart();
    const restarted = clients().queues.getQueueClient('expiry');
    await vi.waitUntil(async () => {
      const { peekedMessageItems } = await restarted.peekMessages({ numberOfMessages: 32 });
      return peekedMessageItems.map((each) => each.messageText).join() === 'long';
    }, 60_000);
  });

  it('after a container and all messages of a queue are deleted', async () => {
    const { blobs, queues } = clients();
    const container = blobs.getContainerClient('deleted');
    await container.create();
    await container.getBlockBlobClient('a').upload('x', 1);
    await container.getBlockBlobClient('b').upload('x', 1);
    await container.delete();
    const queue = queues.getQueueClient('cleared');
    await queue.create();
    for (const text of ['a', 'b', 'c']) await queue.sendMessage(text);
    await queue.clearMessages();

    await killAndRestart();

    const restarted = clients();
    expect((await restarted.queues.getQueueClient('cleared').peekMessages()).peekedMessageItems).toEqual([]);
    const files = restarted.blobs.getContainerClient('deleted');
    await files.create();
    const names: string[] = [];
    for await (const { name } of files.listBlobsFlat()) names.push(name);
    expect(names).toEqual([]);
  });
});
