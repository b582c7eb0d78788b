import type { TokenCredential } from '@azure/identity';

let shared: { clientId: string | undefined; credential: Promise<TokenCredential> } | undefined;

/** The managed identity of the app: its only credential, in local runs and in Azure. */
export function managedIdentity(clientId?: string): Promise<TokenCredential> {
  if (shared?.clientId !== clientId || !shared) shared = { clientId, credential: create(clientId) };
  return shared.credential;
}

async function create(clientId: string | undefined): Promise<TokenCredential> {
  const { ManagedIdentityCredential } = await import('@azure/identity');
  return clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential();
}
