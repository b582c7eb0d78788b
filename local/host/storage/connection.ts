import { setting } from '../appSettings.ts';
import { StartError } from '../startError.ts';

/** How to reach a storage service: with a key in a connection string, or with an identity. */
export type Connection = { connectionString: string } | { serviceUri: string; clientId: string | undefined };

/**
 * Resolves the `connection` of a binding as the platform does: `AzureWebJobs<name>`, then `<name>`; of each first a connection string, then
 * `__queueServiceUri` (or `__blobServiceUri`), `__serviceUri`, `__accountName`.
 *
 * @param name `AzureWebJobsStorage` when absent or empty
 * @throws StartError when no setting says it
 */
export function resolveConnection(name: string | undefined, service: 'blob' | 'queue'): Connection {
  const wanted = name || 'AzureWebJobsStorage';
  const candidates = wanted.startsWith('AzureWebJobs') ? [wanted] : [`AzureWebJobs${wanted}`, wanted];
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
    `The storage connection '${wanted}' has no setting: set ${wanted}__${service}ServiceUri, or ${wanted} to a connection string.`,
  );
}
