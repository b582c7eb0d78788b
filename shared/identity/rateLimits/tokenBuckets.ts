import { RecentEntries } from '../../recentEntries.ts';

/** Keys that are remembered. A bucket that was not used for a minute is full, so that forgetting it changes nothing. */
const maximumKeys = 10_000;

const millisecondsPerMinute = 60_000;

/** Token buckets by key: each holds a minute's worth of requests and fills evenly. */
export class TokenBuckets {
  readonly #perMinute: number;
  readonly #buckets = new RecentEntries<{ tokens: number; at: number }>(maximumKeys);

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /**
   * Takes a token.
   * @param now ms since the epoch
   * @returns 0, or the seconds until there is a token
   */
  take(key: string, now: number): number {
    const bucket = this.#buckets.of(key, () => ({ tokens: this.#perMinute, at: now }));
    const perMillisecond = this.#perMinute / millisecondsPerMinute;
    const filled = Math.min(this.#perMinute, bucket.tokens + Math.max(0, now - bucket.at) * perMillisecond);
    const isFree = filled >= 1;
    Object.assign(bucket, { tokens: isFree ? filled - 1 : filled, at: now });
    return isFree ? 0 : Math.ceil((1 - filled) / perMillisecond / 1000);
  }

  /** Number of keys that are remembered. */
  get size(): number {
    return this.#buckets.size;
  }
}
