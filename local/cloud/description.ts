import type { Principal } from './identity/identity.ts';

/** The addresses and credentials of a cloud, as JSON for other processes. Contains secrets. */
export interface CloudDescription {
  /** PEM file of the certificate of all servers, for `NODE_EXTRA_CA_CERTS`. */
  certificateFile: string;
  identityEndpoint: string;
  /** The value of `IDENTITY_HEADER` for each principal. */
  identityHeaders: Record<Principal, string>;
  cosmosEndpoint: string;
  /** An account's address is `<endpoint>/<account>`. */
  blobEndpoint: string;
  queueEndpoint: string;
  /** A vault's address is `<endpoint>/<vault>`. */
  vaultEndpoint: string;
  accounts: string[];
}
