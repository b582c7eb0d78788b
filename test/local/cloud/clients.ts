import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import tls from 'node:tls';
import { CosmosClient } from '@azure/cosmos';
import type { TokenCredential } from '@azure/identity';
import { KeyClient } from '@azure/keyvault-keys';
import { SecretClient } from '@azure/keyvault-secrets';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import type { CloudDescription } from '../../../local/cloud/description.ts';
import { environment, type Tenant } from '../../../local/cloud/environment.ts';
import { fetchToken } from '../../../local/cloud/identity/fetchToken.ts';
import type { Principal } from '../../../local/cloud/identity/identity.ts';

/** Makes this process trust the cloud, as `NODE_EXTRA_CA_CERTS` does for one that is started with it. */
export function trust(cloud: CloudDescription): void {
  tls.setDefaultCACertificates([...tls.getCACertificates(), readFileSync(cloud.certificateFile, 'utf8')]);
}

/** ManagedIdentityCredential supports one identity per process; tests need several. */
function credentialOf(cloud: CloudDescription, principal: Principal): TokenCredential {
  return {
    async getToken(scopes) {
      const resource = [scopes].flat()[0]?.replace(/\/\.default$/, '') ?? '';
      const token = await fetchToken(cloud, principal, resource);
      return { token, expiresOnTimestamp: Date.now() + 3_600_000 };
    },
  };
}

/** The SDK clients of a tenant. */
export function clientsOf(cloud: CloudDescription, tenant: Tenant) {
  const settings = environment(cloud, tenant);
  const credential = credentialOf(cloud, tenant.role ?? 'all');
  // No retries, so that tests see each failure.
  const once = { retryOptions: { maxTries: 1 } };
  const vaultOptions = { disableChallengeResourceVerification: true, retryOptions: { maxRetries: 0 } };
  const setting = (name: string): string => settings[name] as string;
  const cosmos = new CosmosClient({ endpoint: setting('COSMOS_ENDPOINT'), aadCredentials: credential });
  return {
    credential,
    cosmos,
    database: cosmos.database(setting('COSMOS_DATABASE')),
    blobs: new BlobServiceClient(setting('TransitStorage__blobServiceUri'), credential, once),
    queues: new QueueServiceClient(setting('TransitStorage__queueServiceUri'), credential, once),
    vault: new SecretClient(setting('KEY_VAULT_URL'), credential, vaultOptions),
    keys: new KeyClient(setting('KEY_VAULT_URL'), credential, vaultOptions),
  };
}

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: any JSON response; assertions check its shape
  body: any;
}

/** An HTTPS request without an SDK. */
export function raw(
  cloud: CloudDescription,
  url: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: object } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers, ca: readFileSync(cloud.certificateFile) }, async (response) => {
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: await json(response).catch(() => undefined),
      });
    })
      .on('error', reject)
      .end(body && JSON.stringify(body));
  });
}
