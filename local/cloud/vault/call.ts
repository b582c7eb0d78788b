import type { Principal } from '../identity/identity.ts';

/** One call: who asks what of which vault. */
export interface VaultCall {
  method: string;
  /** The path after the vault's name: `secrets` or `keys`, name, version or `versions`, operation. */
  path: string[];
  query: URLSearchParams;
  /** The parsed body, of all but GET. */
  body: object;
  principal: Principal;
  /** `https://host:port`, the start of every id. */
  origin: string;
  /** The address of the vault, the start of every link. */
  address: string;
}
