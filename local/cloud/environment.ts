import { resolve } from 'node:path';
import type { CloudDescription } from './description.ts';
import type { Principal } from './identity/identity.ts';

/** A tenant of the cloud. Its storage account, database and vault are named `name`. */
export interface Tenant {
  /** One of the cloud's accounts: 3 to 24 lower-case letters and digits. */
  name: string;
  /** Its identity: a role of the app (default: `all`), or the operator, who writes to vaults. */
  role?: Principal;
}

/**
 * The settings (environment variables) with which an app uses this cloud as a tenant.
 * @throws RangeError if the cloud does not have the storage account
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
    // The challenge names vault.azure.net, as in Azure, but the address differs.
    KEY_VAULT_VERIFY_CHALLENGE: 'false',
    ...(role === 'operator' ? {} : { CONVEYOR_ROLE: role }),
  };
}
