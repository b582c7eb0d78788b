import type { ReportType } from './key.ts';

export const reportTypes = ['confirmed', 'likely', 'user-report', 'negative'] as const satisfies ReportType[];

/** Allowed revisions of a report. A report can be revised once, with its revision token. */
export const transitions: Readonly<Record<ReportType, readonly ReportType[]>> = {
  likely: ['confirmed', 'negative'],
  'user-report': ['confirmed', 'likely', 'negative'],
  confirmed: [],
  negative: [],
};

/** The transmission risk of a key that is published with risk 0. The values are those of the established publish API. */
export const defaultRisk: Readonly<Record<ReportType, number>> = {
  confirmed: 2,
  likely: 4,
  'user-report': 5,
  negative: 6,
};
