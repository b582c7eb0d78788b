import type { Principal } from './identity/identity.ts';

/** Where everything is. Plain JSON, so it can be handed to other processes; it holds secrets. */
export interface CloudDescription {
  /** PEM file of the certificate that every server shows: `NODE_EXTRA_CA_CERTS`. */
  certificateFile: string;
  identityEndpoint: string;
  /** The value of `IDENTITY_HEADER` for each principal. */
  identityHeaders: Record<Principal, string>;
  cosmosEndpoint: string;
  /** Without an account: `<endpoint>/<account>`. */
  blobEndpoint: string;
  queueEndpoint: string;
  /** Without a vault: `<endpoint>/<vault>`. */
  vaultEndpoint: string;
  accounts: string[];
}
