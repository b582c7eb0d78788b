import { createHmac, timingSafeEqual } from 'node:crypto';
import { decodeBase64 } from './base64.ts';
import type { PublishedKey } from './publishRequest.ts';

/**
 * Whether a certificate is bound to these keys. `tekmac` is the HMAC-SHA-256 over the keys as they were sent, sorted by
 * their base64. The transmission risk may be omitted if it is 0 for all keys.
 */
export function isTekmacOf(tekmac: string, hmacKey: string, keys: readonly PublishedKey[]): boolean {
  const expected = decodeBase64(tekmac);
  const secret = decodeBase64(hmacKey);
  if (expected?.length !== 32 || !secret) return false;
  const sorted = keys.toSorted((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
  const withRisk = sorted.map((key) => `${withoutRisk(key)}.${key.transmissionRisk}`);
  const candidates = [withRisk];
  if (keys.every(({ transmissionRisk }) => transmissionRisk === 0)) candidates.push(sorted.map(withoutRisk));
  // Compares every candidate, so that the time does not depend on which one matches.
  const matches = candidates.map((texts) =>
    timingSafeEqual(createHmac('sha256', secret).update(texts.join(',')).digest(), expected),
  );
  return matches.includes(true);
}

const withoutRisk = ({ key, rollingStartNumber, rollingPeriod }: PublishedKey) =>
  `${key}.${rollingStartNumber}.${rollingPeriod}`;
