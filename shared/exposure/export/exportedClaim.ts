import type { ExposureKey, KeyClaim, ReportType } from '../key.ts';
import { isTooOld } from '../keyAge.ts';

/** The fields of a key that an export to a region reads. `window` is that of the region. */
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

/** The values of the first export of a key to a region: the revised ones if it was revised before that export. */
export function firstClaim(key: ExportableKey): KeyClaim {
  return key.revised && key.revised.window <= key.window ? key.revised : key;
}

/** Whether a number is an integer in a range. Runs several times per key; this form is the fastest. */
const isIntegerIn = (value: number, low: number, high: number) =>
  value >= low && value <= high && Math.floor(value) === value;

/**
 * Whether phones accept a key in the file of a window. Phones reject an entire file that has one invalid key, so invalid keys are omitted from
 * exports even though the publish rules do not let them in.
 * @param start the start of the window, Unix seconds
 */
export function isExportable(key: ExportableKey, claim: KeyClaim, start: number): boolean {
  return (
    isIntegerIn(key.rollingStart, 0, 0x7fff_ffff) &&
    isIntegerIn(key.rollingPeriod, 1, 144) &&
    !isTooOld(key.rollingStart + key.rollingPeriod, start) &&
    isIntegerIn(claim.transmissionRisk, 0, 8) &&
    isIntegerIn(claim.daysSinceOnset ?? 0, -14, 14) &&
    reportTypeNumbers[claim.reportType] !== undefined
  );
}
