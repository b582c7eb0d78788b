import type { ExposureKey, KeyClaim, ReportType } from '../key.ts';

/** What of a key's record an export reads. */
export type ExportableKey = Pick<
  ExposureKey,
  'id' | 'rollingStart' | 'rollingPeriod' | 'window' | 'revised' | keyof KeyClaim
>;

/** `TemporaryExposureKey.ReportType` of proto/export.proto. */
export const reportTypeNumbers: Readonly<Record<ReportType, number>> = {
  confirmed: 1,
  likely: 2,
  'user-report': 3,
  negative: 5,
};

/** What is claimed of a key when it is exported first: where it was revised before that, the revised values alone. */
export function firstClaim(key: ExportableKey): KeyClaim {
  return key.revised?.window === key.window ? key.revised : key;
}

/** Whether a number is whole and not outside these; the fastest way to say so, for it is said of every key. */
const within = (value: number, low: number, high: number) =>
  value >= low && value <= high && Math.floor(value) === value;

/**
 * Whether phones take what is said of a key. One that they do not take makes them refuse the whole file, so it is left out,
 * whatever let it in.
 */
export function isExportable(key: ExportableKey, claim: KeyClaim): boolean {
  return (
    within(key.rollingStart, 0, 0x7fff_ffff) &&
    within(key.rollingPeriod, 1, 144) &&
    within(claim.transmissionRisk, 0, 8) &&
    within(claim.daysSinceOnset ?? 0, -14, 14) &&
    reportTypeNumbers[claim.reportType] !== undefined
  );
}
