import { setting } from '../appSettings.ts';
import { StartError } from '../startError.ts';

/** A storage connection: a connection string, or a URI with a managed identity. */
export type Connection = { connectionString: string } | { serviceUri: string; clientId: string | undefined };

/**
 * Resolves the `connection` of a binding as Azure does: `AzureWebJobs<name>`, then `<name>`; for each a connection string, then
 * `__queueServiceUri` (or `__blobServiceUri`), `__serviceUri`, `__accountName`.
 *
 * @param name default: `AzureWebJobsStorage`
 * @throws StartError if no setting defines the connection
 */
export function resolveConnection(name: string | undefined, service: 'blob' | 'queue'): Connection {
  const connection = name || 'AzureWebJobsStorage';
  const candidates = connection.startsWith('AzureWebJobs')
    ? [connection]
    : [`AzureWebJobs${connection}`, connection];
  for (const candidate of candidates) {
    const connectionString = setting(candidate) ?? setting(`ConnectionStrings:${candidate}`);
    if (connectionString) return { connectionString };
    const account = setting(`${candidate}__accountName`);
    const serviceUri =
      setting(`${candidate}__${service}ServiceUri`) ??
      setting(`${candidate}__serviceUri`) ??
      (account && `https://${account}.${service}.core.windows.net`);
    if (serviceUri) return { serviceUri, clientId: setting(`${candidate}__clientId`) };
  }
  throw new StartError(
    `The storage connection '${connection}' has no setting. Set ${connection}__${service}ServiceUri, or ${connection} to a connection string.`,
  );
}
