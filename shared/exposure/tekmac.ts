import { createHmac, timingSafeEqual } from 'node:crypto';
import { decodeBase64 } from './base64.ts';
import type { PublishedKey } from './publishRequest.ts';

/**
 * Whether a certificate was made for these keys: `tekmac` is the HMAC-SHA-256 over the keys in the order of their base64, as
 * they were sent. The risk may be left out where all are 0.
 */
export function isTekmacOf(tekmac: string, hmacKey: string, keys: readonly PublishedKey[]): boolean {
  const given = decodeBase64(tekmac);
  const secret = decodeBase64(hmacKey);
  if (given?.length !== 32 || !secret) return false;
  const sorted = keys.toSorted((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
  const withRisk = sorted.map((key) => `${withoutRisk(key)}.${key.transmissionRisk}`);
  const allowed = [withRisk];
  if (keys.every(({ transmissionRisk }) => transmissionRisk === 0)) allowed.push(sorted.map(withoutRisk));
  // Each is compared, whichever fits, so that the time tells nothing.
  const fits = allowed.map((texts) =>
    timingSafeEqual(createHmac('sha256', secret).update(texts.join(',')).digest(), given),
  );
  return fits.includes(true);
}

const withoutRisk = ({ key, rollingStartNumber, rollingPeriod }: PublishedKey) =>
  `${key}.${rollingStartNumber}.${rollingPeriod}`;
