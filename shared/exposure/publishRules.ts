import { decodeBase64 } from './base64.ts';
import { daysBetween, intervalAt, intervalSeconds, intervalsPerDay } from './interval.ts';
import type { KeyClaim, ReportType } from './key.ts';
import { isTooOld } from './keyAge.ts';
import { PublishError } from './publishAnswer.ts';
import type { PublishedKey } from './publishRequest.ts';
import { defaultRisk } from './reportTypes.ts';
import { type Period, windowAt } from './window.ts';

/** Limits of the established publish API. */
const limits = {
  keyBytes: 16,
  rollingPeriod: 144,
  risk: 8,
  sameStart: 3,
  /** Maximum distance of a key from symptom onset, in days. */
  onsetDays: 14,
  /** Maximum days since symptom onset. */
  onsetAge: 28,
  /** Delay of the export after the end of a key, in seconds: phones may broadcast a key slightly longer than its period. */
  holdBack: 2 * 3600,
} as const;

/** A valid key, ready to be stored. */
export interface AcceptedKey extends KeyClaim {
  /** Lower-case hexadecimal. */
  id: string;
  rollingStart: number;
  rollingPeriod: number;
  /** The window of its export if it is new. */
  window: number;
  /** Its position in the request. */
  index: number;
}

export interface CheckedKeys {
  keys: AcceptedKey[];
  /** One message per key that breaks a rule. The other keys are stored, with the code `partial_failure`. */
  errors: string[];
  /** One message per key that is skipped without being an error. */
  warnings: string[];
  /** Days since the stated onset of symptoms; absent if the onset is assumed. */
  onsetDaysAgo?: number;
}

export interface Report {
  reportType: ReportType;
  /** Candidates for the interval of symptom onset; the first plausible one is used. 0 means unknown. */
  onsets: readonly number[];
  /** Assumed days since symptom onset if no candidate is plausible; null for no assumption. */
  usualOnsetDays: number | null;
}

/**
 * Checks the keys of a publish without reading storage.
 * @param now Unix seconds at which the publish was received
 * @throws PublishError `bad_request` if the request breaks a rule, or every key does.
 */
export function checkKeys(
  published: readonly PublishedKey[],
  report: Report,
  now: number,
  periods: readonly Period[],
): CheckedKeys {
  if (published.length === 0) throw badRequest('no exposure keys in publish request');
  const onset = onsetOf(report, now);
  const checked: CheckedKeys = { keys: [], errors: [], warnings: [] };
  if (onset && !onset.assumed) checked.onsetDaysAgo = daysBetween(onset.interval, intervalAt(now));

  const seen = new Map<string, PublishedKey>();
  for (const [index, key] of published.entries()) {
    const bytes = decodeBase64(key.key);
    const id = bytes?.toString('hex') ?? '';
    const violation = violationOf(key, bytes, now);
    if (violation) {
      checked.errors.push(`key ${index} cannot be imported: ${violation}`);
      continue;
    }
    const previous = seen.get(id);
    if (previous) {
      // Not an error: iOS treats `partial_failure` as a failure of the publish.
      if (!isSameKey(previous, key))
        checked.warnings.push(
          `key ${index} repeats an earlier key with other values - saving without this key`,
        );
      continue;
    }
    seen.set(id, key);
    const days = onset && daysBetween(onset.interval, key.rollingStartNumber);
    if (days !== undefined && Math.abs(days) > limits.onsetDays) {
      checked.warnings.push(
        `key ${index} symptom onset is too large, ${Math.abs(days)} > ${limits.onsetDays} - saving without this key`,
      );
      continue;
    }
    checked.keys.push({
      id,
      index,
      rollingStart: key.rollingStartNumber,
      rollingPeriod: key.rollingPeriod,
      reportType: report.reportType,
      transmissionRisk: key.transmissionRisk || defaultRisk[report.reportType],
      ...(days !== undefined && { daysSinceOnset: days }),
      window: publishedWindow(key, now, periods),
    });
  }
  if (checked.keys.length === 0 && checked.errors.length > 0)
    throw badRequest(`unable to read request data: ${checked.errors.join('; ')}`, checked.warnings);
  checkOverlap(checked);
  return checked;
}

/** The window that contains the later of the time of receipt and two hours after the end of the key. */
export function publishedWindow(
  { rollingStartNumber, rollingPeriod }: Pick<PublishedKey, 'rollingStartNumber' | 'rollingPeriod'>,
  now: number,
  periods: readonly Period[],
): number {
  const end = (rollingStartNumber + rollingPeriod) * intervalSeconds;
  return windowAt(Math.max(now, end + limits.holdBack), periods).start;
}

const isSameKey = (one: PublishedKey, other: PublishedKey) =>
  one.rollingStartNumber === other.rollingStartNumber &&
  one.rollingPeriod === other.rollingPeriod &&
  one.transmissionRisk === other.transmissionRisk;

function violationOf(key: PublishedKey, bytes: Buffer | undefined, now: number): string | undefined {
  const { rollingStartNumber: start, rollingPeriod: period, transmissionRisk: risk } = key;
  if (!bytes) return 'the key is not base64';
  if (bytes.length !== limits.keyBytes)
    return `invalid key length, ${bytes.length}, must be ${limits.keyBytes}`;
  if (period < 1 || period > limits.rollingPeriod)
    return `invalid interval count, ${period}, must be >= 1 && <= ${limits.rollingPeriod}`;
  if (isTooOld(start + period, now))
    return `key expires before minimum window; ${start} + ${period} is too old`;
  if (start > intervalAt(now)) return `interval number ${start} is in the future`;
  if (risk < 0 || risk > limits.risk)
    return `invalid transmission risk: ${risk}, must be >= 0 && <= ${limits.risk}`;
  return undefined;
}

/** Keys may overlap only if they have the same start, and at most three keys may have the same start. */
function checkOverlap({ keys, warnings }: CheckedKeys): void {
  const counts = new Map<number, number>();
  let last: AcceptedKey | undefined;
  let end = 0;
  const sorted = keys.toSorted((one, other) => one.rollingStart - other.rollingStart);
  for (const key of sorted) {
    const count = (counts.get(key.rollingStart) ?? 0) + 1;
    counts.set(key.rollingStart, count);
    if (count > limits.sameStart)
      throw badRequest(
        `too many overlapping keys for start interval: ${key.rollingStart} want: <= ${limits.sameStart}`,
        warnings,
      );
    if (last && key.rollingStart !== last.rollingStart && key.rollingStart < end)
      throw badRequest(
        `exposure keys have non aligned overlapping intervals. ${key.rollingStart} overlaps with previous key that is good from ${last.rollingStart} to ${end}.`,
        warnings,
      );
    last = key;
    end = Math.max(end, key.rollingStart + key.rollingPeriod);
  }
}

function onsetOf(
  { onsets, usualOnsetDays }: Report,
  now: number,
): { interval: number; assumed: boolean } | undefined {
  const current = intervalAt(now);
  const oldest = Math.floor(current / intervalsPerDay - limits.onsetAge) * intervalsPerDay;
  const stated = onsets.find((interval) => interval > 0 && interval < current && interval >= oldest);
  if (stated !== undefined) return { interval: stated, assumed: false };
  if (usualOnsetDays === null) return undefined;
  return { interval: current - usualOnsetDays * intervalsPerDay, assumed: true };
}

function badRequest(message: string, warnings: string[] = []): PublishError {
  return new PublishError('bad_request', message, { warnings });
}
