import { randomBytes } from 'node:crypto';

/** Randomness, as a service. */
export interface Random {
  /** That many unpredictable bytes. */
  bytes(count: number): Buffer;
}

export const systemRandom: Random = { bytes: randomBytes };
