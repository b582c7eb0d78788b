import { usedOf } from './charges.ts';
import type { Counter } from './counter.ts';
import type { Metric, Quota } from './quota.ts';
import { windowOf } from './windows.ts';

/** Quota units other than requests. The draft registers the first two; clients ignore those that they do not know. */
const units: Partial<Record<Metric, string>> = {
  stored_bytes: 'content-bytes',
  concurrent_jobs: 'concurrent-requests',
  converted_pages: 'pages',
  published_keys: 'keys',
};

const secondsBetween = (from: Date, to: Date) => Math.ceil((to.getTime() - from.getTime()) / 1000);

/**
 * `RateLimit-Policy` and `RateLimit` for quotas, as structured fields (draft-ietf-httpapi-ratelimit-headers, RFC 9651).
 * @returns no header without a quota
 */
export function rateLimitHeaders(
  counter: Counter | undefined,
  quotas: readonly Quota[],
  now: Date,
): Record<string, string> {
  if (quotas.length === 0) return {};
  const items = quotas.map((quota) => {
    const { start, end } = windowOf(quota.period, now);
    const name = `"${quota.metric}-${quota.period}"`;
    const unit = units[quota.metric];
    const remaining = Math.max(0, quota.max - usedOf(counter, quota, now));
    return {
      policy: `${name};q=${quota.max}${unit ? `;qu="${unit}"` : ''}${end ? `;w=${secondsBetween(start, end)}` : ''}`,
      limit: `${name};r=${remaining}${end ? `;t=${secondsBetween(now, end)}` : ''}`,
    };
  });
  return {
    'ratelimit-policy': items.map(({ policy }) => policy).join(', '),
    ratelimit: items.map(({ limit }) => limit).join(', '),
  };
}
