import { decodeBase64 } from './base64.ts';
import { daysBetween, intervalAt, intervalSeconds, intervalsADay } from './interval.ts';
import type { KeyClaim, ReportType } from './key.ts';
import { PublishError } from './publishAnswer.ts';
import type { PublishedKey } from './publishRequest.ts';
import { usualRisk } from './reportTypes.ts';
import { type Period, windowAt } from './window.ts';

/** The numbers of the rules. */
export const limits = {
  keyBytes: 16,
  rollingPeriod: 144,
  risk: 8,
  sameStart: 3,
  /** How old the end of a key may be, in seconds. */
  age: 15 * 86_400,
  /** How far from the onset of symptoms a key may be, in days. */
  onsetDays: 14,
  /** How long ago symptoms may have begun, in days. */
  onsetAge: 28,
  /** How long after its end a key is held back, in seconds: phones broadcast it a little longer than they should. */
  holdBack: 2 * 3600,
} as const;

/** A key that keeps to the rules, as it is to be stored. */
export interface AcceptedKey extends KeyClaim {
  /** Lower-case hexadecimal. */
  id: string;
  rollingStart: number;
  rollingPeriod: number;
  /** The window it is exported in, were it new. */
  window: number;
  /** Where it stood in the request. */
  index: number;
}

export interface CheckedKeys {
  keys: AcceptedKey[];
  /** Keys that break a rule: the rest is well, the answer says `partial_failure`. */
  errors: string[];
  /** Keys that are left out without fault. */
  warnings: string[];
  /** Days since the onset of symptoms that somebody named; absent where it is assumed. */
  onsetDaysAgo?: number;
}

export interface Report {
  reportType: ReportType;
  /** Intervals on whose day symptoms began, the first believable one counts; 0 is none. */
  onsets: readonly number[];
  /** How many days ago they began where none is believable; null leaves it open. */
  usualOnsetDays: number | null;
}

/**
 * Checks the keys of a publish by themselves: nothing is read.
 * @param now Unix seconds at which the publish was received
 * @throws PublishError `bad_request` if the request as a whole breaks a rule, or each of its keys does.
 */
export function checkKeys(
  published: readonly PublishedKey[],
  report: Report,
  now: number,
  periods: readonly Period[],
): CheckedKeys {
  if (published.length === 0) throw bad('no exposure keys in publish request');
  const onset = onsetOf(report, now);
  const checked: CheckedKeys = { keys: [], errors: [], warnings: [] };
  if (onset && !onset.assumed) checked.onsetDaysAgo = daysBetween(onset.interval, intervalAt(now));

  const seen = new Set<string>();
  for (const [index, key] of published.entries()) {
    const bytes = decodeBase64(key.key);
    const id = bytes?.toString('hex') ?? '';
    const fault = faultOf(key, bytes, now) ?? (seen.has(id) ? 'is given more than once' : undefined);
    if (fault) {
      checked.errors.push(`key ${index} cannot be imported: ${fault}`);
      continue;
    }
    seen.add(id);
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
      transmissionRisk: key.transmissionRisk || usualRisk[report.reportType],
      ...(days !== undefined && { daysSinceOnset: days }),
      window: publishedWindow(key, now, periods),
    });
  }
  if (checked.keys.length === 0 && checked.errors.length > 0)
    throw bad(`unable to read request data: ${checked.errors.join('; ')}`, checked.warnings);
  checkOverlap(checked);
  return checked;
}

/** The window of a key: that of the later of its arrival and two hours after its end. */
export function publishedWindow(
  { rollingStartNumber, rollingPeriod }: Pick<PublishedKey, 'rollingStartNumber' | 'rollingPeriod'>,
  now: number,
  periods: readonly Period[],
): number {
  const end = (rollingStartNumber + rollingPeriod) * intervalSeconds;
  return windowAt(Math.max(now, end + limits.holdBack), periods).start;
}

function faultOf(key: PublishedKey, bytes: Buffer | undefined, now: number): string | undefined {
  const { rollingStartNumber: start, rollingPeriod: period, transmissionRisk: risk } = key;
  if (!bytes) return 'the key is not base64';
  if (bytes.length !== limits.keyBytes)
    return `invalid key length, ${bytes.length}, must be ${limits.keyBytes}`;
  if (period < 1 || period > limits.rollingPeriod)
    return `invalid interval count, ${period}, must be >= 1 && <= ${limits.rollingPeriod}`;
  if (start + period <= intervalAt(now - limits.age))
    return `key expires before minimum window; ${start} + ${period} is too old`;
  if (start > intervalAt(now)) return `interval number ${start} is in the future`;
  if (risk < 0 || risk > limits.risk)
    return `invalid transmission risk: ${risk}, must be >= 0 && <= ${limits.risk}`;
  return undefined;
}

/** Keys overlap only where they begin together, and few do. */
function checkOverlap({ keys, warnings }: CheckedKeys): void {
  const counts = new Map<number, number>();
  let last: AcceptedKey | undefined;
  let end = 0;
  const sorted = keys.toSorted((one, other) => one.rollingStart - other.rollingStart);
  for (const key of sorted) {
    const count = (counts.get(key.rollingStart) ?? 0) + 1;
    counts.set(key.rollingStart, count);
    if (count > limits.sameStart)
      throw bad(
        `too many overlapping keys for start interval: ${key.rollingStart} want: <= ${limits.sameStart}`,
        warnings,
      );
    if (last && key.rollingStart !== last.rollingStart && key.rollingStart < end)
      throw bad(
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
  const oldest = Math.floor(current / intervalsADay - limits.onsetAge) * intervalsADay;
  const named = onsets.find((interval) => interval > 0 && interval < current && interval >= oldest);
  if (named !== undefined) return { interval: named, assumed: false };
  if (usualOnsetDays === null) return undefined;
  return { interval: current - usualOnsetDays * intervalsADay, assumed: true };
}

function bad(sentence: string, warnings: string[] = []): PublishError {
  return new PublishError('bad_request', sentence, warnings);
}
