/** An app that uses every service with nothing but its settings, as in Azure. */
import { CosmosClient } from '@azure/cosmos';
import { ManagedIdentityCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';

const setting = (name: string): string => process.env[name] as string;
const credential = new ManagedIdentityCredential();

const blobs = new BlobServiceClient(setting('TransitStorage__blobServiceUri'), credential);
const container = blobs.getContainerClient('files');
await container.createIfNotExists();
await container.getBlockBlobClient('a').upload('hello', 5);

const queues = new QueueServiceClient(setting('AzureWebJobsStorage__queueServiceUri'), credential);
const queue = queues.getQueueClient('jobs');
await queue.createIfNotExists();
await queue.sendMessage('hello');

const cosmos = new CosmosClient({ endpoint: setting('COSMOS_ENDPOINT'), aadCredentials: credential });
const { database } = await cosmos.databases.createIfNotExists({ id: setting('COSMOS_DATABASE') });
const { container: documents } = await database.containers.createIfNotExists({
  id: 'documents',
  partitionKey: { paths: ['/id'] },
});
const { resource } = await documents.items.create({ id: 'a', text: 'hello' });

const vault = new SecretClient(setting('KEY_VAULT_URL'), credential, {
  disableChallengeResourceVerification: setting('KEY_VAULT_VERIFY_CHALLENGE') === 'false',
});

console.log(
  JSON.stringify({
    blob: (await container.getBlockBlobClient('a').downloadToBuffer()).toString(),
    message: (await queue.receiveMessages()).receivedMessageItems[0]?.messageText,
    document: { id: resource?.id, text: resource?.text },
    secretLength: (await vault.getSecret('device-pepper')).value?.length,
  }),
);
