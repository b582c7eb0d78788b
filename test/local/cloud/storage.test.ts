import { BlobSASPermissions, generateBlobSASQueryParameters } from '@azure/storage-blob';
import { beforeAll, describe, expect, it } from 'vitest';
import { fetchToken } from '../../../local/cloud/identity/fetchToken.ts';
import { clientsOf, raw } from './clients.ts';
import { testCloud } from './testCloud.ts';

const cloud = testCloud(['conveyor', 'other']);
const clients = () => clientsOf(cloud.description, { name: 'conveyor' });

beforeAll(async () => {
  await clients().blobs.createContainer('files');
  await clients().queues.createQueue('jobs');
});

describe('a blob', () => {
  const blob = (name: string) => clients().blobs.getContainerClient('files').getBlockBlobClient(name);

  it('is created once, and changed if its ETag matches', async () => {
    const created = await blob('a').upload('one', 3, { conditions: { ifNoneMatch: '*' } });
    await expect(blob('a').upload('two', 3, { conditions: { ifNoneMatch: '*' } })).rejects.toMatchObject({
      statusCode: 409,
    });
    const ifMatch = created.etag as string;
    await blob('a').upload('two', 3, { conditions: { ifMatch } });
    await expect(blob('a').upload('six', 3, { conditions: { ifMatch } })).rejects.toMatchObject({
      statusCode: 412,
    });
    expect((await blob('a').downloadToBuffer(1, 2)).toString()).toBe('wo');
  });

  it('is not visible in another account', async () => {
    await blob('ours').upload('one', 3);
    const theirs = clientsOf(cloud.description, { name: 'other' }).blobs.getContainerClient('files');
    expect(await theirs.exists()).toBe(false);
  });

  it('is readable with a user delegation SAS, but not with a modified one', async () => {
    await blob('shared').upload('one', 3);
    const { blobs } = clients();
    const [startsOn, expiresOn] = [new Date(Date.now() - 60_000), new Date(Date.now() + 600_000)];
    const sas = generateBlobSASQueryParameters(
      {
        containerName: 'files',
        blobName: 'shared',
        permissions: BlobSASPermissions.parse('r'),
        startsOn,
        expiresOn,
        version: '2025-07-05',
      },
      await blobs.getUserDelegationKey(startsOn, expiresOn),
      blobs.accountName,
    );
    const url = `${blob('shared').url}?${sas}`;
    expect((await raw(cloud.description, url)).status).toBe(200);
    expect((await raw(cloud.description, url.replace('sp=r', 'sp=rw'))).status).toBe(403);
  });

  it('requires a token for storage', async () => {
    const ask = async (resource: string) =>
      raw(cloud.description, blob('a').url, {
        headers: {
          authorization: `Bearer ${await fetchToken(cloud.description, 'api', resource)}`,
          'x-ms-version': '2025-07-05',
        },
      });
    expect((await raw(cloud.description, blob('a').url)).status).toBe(403);
    expect((await ask('https://vault.azure.net')).status).toBe(403);
    expect((await ask('https://storage.azure.com')).status).toBe(200);
  });
});

describe('a message', () => {
  it('is received, invisible to others, renewed and deleted', async () => {
    const queue = clients().queues.getQueueClient('jobs');
    await queue.sendMessage('work', { messageTimeToLive: -1 });
    const [message] = (await queue.receiveMessages({ visibilityTimeout: 60 })).receivedMessageItems;
    expect(message).toMatchObject({ messageText: 'work', dequeueCount: 1 });
    expect((await queue.receiveMessages()).receivedMessageItems).toEqual([]);
    const { messageId = '', popReceipt = '' } = message ?? {};
    const renewed = await queue.updateMessage(messageId, popReceipt, undefined, 60);
    await expect(queue.deleteMessage(messageId, popReceipt)).rejects.toMatchObject({ statusCode: 400 });
    await queue.deleteMessage(messageId, renewed.popReceipt as string);
    expect((await queue.getProperties()).approximateMessagesCount).toBe(0);
  });
});
