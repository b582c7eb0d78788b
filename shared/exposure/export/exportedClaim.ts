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

const within = (value: number, low: number, high: number) =>
  Number.isInteger(value) && value >= low && value <= high;

/**
 * Whether phones take a key. One that they do not take makes them refuse the whole file, so it is left out, whatever
 * let it in.
 */
export function isExportable(key: ExportableKey, claim: KeyClaim): boolean {
  return (
    /^[0-9a-f]{32}$/.test(key.id) &&
    within(key.rollingStart, 0, 2 ** 31 - 1) &&
    within(key.rollingPeriod, 1, 144) &&
    within(claim.transmissionRisk, 0, 8) &&
    within(claim.daysSinceOnset ?? 0, -14, 14) &&
    claim.reportType in reportTypeNumbers
  );
}
