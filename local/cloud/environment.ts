import { resolve } from 'node:path';
import type { CloudDescription } from './description.ts';
import type { Principal } from './identity/identity.ts';

/** Who meets the cloud: storage account, database and vault are all called `name`. */
export interface Tenant {
  /** 3 to 24 lower-case letters and digits, one of the cloud's accounts. */
  name: string;
  /** Whose identity it has: a role of the app (`all` by default), or the operator, who fills vaults. */
  role?: Principal;
}

/**
 * The settings (environment variables) with which an app meets this cloud as a tenant of its own.
 * @throws RangeError if the cloud has no such storage account
 */
export function environment(cloud: CloudDescription, { name, role = 'all' }: Tenant): Record<string, string> {
  if (!cloud.accounts.includes(name)) throw new RangeError(`The cloud has no storage account ${name}.`);
  const storage = (connection: string): Record<string, string> => ({
    [`${connection}__blobServiceUri`]: `${cloud.blobEndpoint}/${name}`,
    [`${connection}__queueServiceUri`]: `${cloud.queueEndpoint}/${name}`,
    [`${connection}__credential`]: 'managedidentity',
  });
  return {
    NODE_EXTRA_CA_CERTS: resolve(cloud.certificateFile),
    IDENTITY_ENDPOINT: cloud.identityEndpoint,
    IDENTITY_HEADER: cloud.identityHeaders[role],
    COSMOS_ENDPOINT: cloud.cosmosEndpoint,
    COSMOS_DATABASE: name,
    ...storage('AzureWebJobsStorage'),
    ...storage('TransitStorage'),
    ExportStorage__blobServiceUri: `${cloud.blobEndpoint}/${name}`,
    KEY_VAULT_URL: `${cloud.vaultEndpoint}/${name}`,
    // The challenge names vault.azure.net, as in Azure; only the address is another.
    KEY_VAULT_VERIFY_CHALLENGE: 'false',
    ...(role === 'operator' ? {} : { CONVEYOR_ROLE: role }),
  };
}
