import { randomBytes } from 'node:crypto';

/** Randomness, injected so that tests can control it. */
export interface Random {
  /** `count` cryptographically secure random bytes. */
  bytes(count: number): Buffer;
}

export const systemRandom: Random = { bytes: randomBytes };
