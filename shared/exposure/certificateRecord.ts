import type { ContainerDeclaration } from '../azure/cosmos.ts';

/** Clocks differ by so much, in seconds. */
export const clockTolerance = 30;

/** That a certificate was used, and for what: kept until it ends. It can be read by nobody without the vault's key. */
export interface CertificateClaim {
  /** HMAC-SHA-256 of the certificate, hexadecimal; the partition too. */
  id: string;
  /** HMAC-SHA-256 of the request that used it, hexadecimal. */
  request: string;
  /** The midnight after its end, Unix seconds. No finer, and `ttl` neither: they must not tell of one publish. */
  expires: number;
  /** Seconds after which Cosmos deletes it by itself. */
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
