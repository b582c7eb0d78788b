import type { ContainerDeclaration } from '../azure/cosmos.ts';

/** Accepted clock difference, in seconds. */
export const clockTolerance = 30;

/** Binds a used certificate to its request until the certificate expires. The HMAC key is in Key Vault. */
export interface CertificateClaim {
  /** HMAC-SHA-256 of the certificate, hexadecimal; the partition too. */
  id: string;
  /** HMAC-SHA-256 of the request that used it, hexadecimal. */
  request: string;
  /** Midnight after the expiry, Unix seconds. This and `ttl` are rounded so that they do not identify a publish. */
  expires: number;
  /** Seconds after which Cosmos DB deletes the record. */
  ttl: number;
}

export const day = 86_400;

export const certificatesContainer: ContainerDeclaration = {
  name: 'certificates',
  partitionKey: ['/id'],
  indexed: ['/expires/?'],
  timeToLive: 400 * day,
  untraced: true,
};
