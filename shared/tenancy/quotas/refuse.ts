import { ConveyorError } from '../../errors.ts';
import { type Demands, demanded, isStale, usedOf } from './charges.ts';
import type { Counter } from './counter.ts';
import type { Quota } from './quota.ts';
import { rateLimitHeaders } from './rateLimit.ts';
import { windowOf } from './windows.ts';

/** Seconds after which a caller may try again if the quota is not one of a period: records may have been deleted. */
const stateRetrySeconds = 60;

/**
 * Refuses a request for which a quota has too little left. An amount that must be counted again is not judged.
 * @throws ConveyorError `quota_exceeded`, with the quota that resets last
 */
export function refuseExceeded(
  counter: Counter | undefined,
  demands: Demands,
  quotas: readonly Quota[],
  now: Date,
): void {
  const exceeded = demanded(demands, quotas)
    .filter(({ quota, needs }) => {
      if (needs > quota.max) return true;
      return counter && !isStale(counter, quota, now) && usedOf(counter, quota, now) + needs > quota.max;
    })
    .map(({ quota }) => ({ quota, reset: windowOf(quota.period, now).end }))
    .toSorted((one, other) => timeOf(other.reset) - timeOf(one.reset));
  const [last] = exceeded;
  if (last) throw exceededError(counter, last.quota, now);
}

const timeOf = (reset: Date | undefined) => reset?.getTime() ?? Number.MAX_SAFE_INTEGER;

function exceededError(counter: Counter | undefined, quota: Quota, now: Date): ConveyorError {
  const { metric, period, max } = quota;
  const { end } = windowOf(period, now);
  const used = usedOf(counter, quota, now);
  const seconds = end ? Math.ceil((end.getTime() - now.getTime()) / 1000) : stateRetrySeconds;
  const until = end ? `It resets at ${end.toISOString()}.` : 'It does not reset.';
  return new ConveyorError('quota_exceeded', {
    detail: `The request exceeds the quota \`${metric}\` (${period}): ${used} of ${max} are used. ${until}`,
    members: { metric, period, max, used, ...(end && { reset: end.toISOString() }) },
    headers: { 'retry-after': String(seconds), ...rateLimitHeaders(counter, [quota], now) },
  });
}
