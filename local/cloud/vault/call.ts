import type { Principal } from '../identity/identity.ts';

/** A request to a vault. */
export interface VaultCall {
  method: string;
  /** The path after the vault's name: `secrets` or `keys`, name, version or `versions`, operation. */
  path: string[];
  query: URLSearchParams;
  /** The parsed body; `{}` for GET. */
  body: object;
  principal: Principal;
  /** `https://host:port`, the prefix of ids. */
  origin: string;
  /** The address of the vault, the prefix of links. */
  address: string;
}
