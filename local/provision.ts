import { containerDefinition } from '../shared/azure/containerDefinition.ts';
import { managedIdentity } from '../shared/azure/credential.ts';
import { readConfiguration } from '../shared/configuration.ts';
import { exportsContainer } from '../shared/exposure/export/names.ts';
import { containers, queues as queueNames } from '../shared/services.ts';
import { blobContainerOf, defaultOrganisation } from '../shared/tenancy/organisation.ts';

/**
 * Creates the database, its containers, the queues and the Blob containers that the app needs. Idempotent. In Azure the
 * infrastructure code creates them from the same declarations.
 * @param environment the settings of the app; this process must trust the certificate of the cloud
 */
export async function provision(environment: Record<string, string>): Promise<void> {
  const config = readConfiguration(environment);
  const [credential, { CosmosClient }, { BlobServiceClient }, { QueueServiceClient }] = await Promise.all([
    managedIdentity(),
    import('@azure/cosmos'),
    import('@azure/storage-blob'),
    import('@azure/storage-queue'),
  ]);

  const cosmos = new CosmosClient({
    endpoint: config.cosmosEndpoint,
    aadCredentials: credential,
    connectionPolicy: { enableEndpointDiscovery: false },
  });
  const blobs = new BlobServiceClient(config.transitBlobs, credential);
  const exports = new BlobServiceClient(config.exportBlobs, credential);
  const queues = new QueueServiceClient(config.transitQueues, credential);
  const { database } = await cosmos.databases.createIfNotExists({ id: config.cosmosDatabase });

  await Promise.all([
    ...containers.map((declaration) =>
      database.containers.createIfNotExists(containerDefinition(declaration)),
    ),
    ...queueNames.map((name) =>
      queues.getQueueClient(`${config.queuePrefix ?? ''}${name}`).createIfNotExists(),
    ),
    blobs.getContainerClient(blobContainerOf(defaultOrganisation)).createIfNotExists(),
    exports.getContainerClient(exportsContainer).createIfNotExists(),
  ]);
  cosmos.dispose();
}
