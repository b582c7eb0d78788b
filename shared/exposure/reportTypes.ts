import type { ReportType } from './key.ts';

export const reportTypes = ['confirmed', 'likely', 'user-report', 'negative'] as const satisfies ReportType[];

/** What a report may become, once, by whoever has its revision token. */
export const transitions: Readonly<Record<ReportType, readonly ReportType[]>> = {
  likely: ['confirmed', 'negative'],
  'user-report': ['confirmed', 'likely', 'negative'],
  confirmed: [],
  negative: [],
};

/** The transmission risk of a key whose phone named none, as the field has it. */
export const usualRisk: Readonly<Record<ReportType, number>> = {
  confirmed: 2,
  likely: 4,
  'user-report': 5,
  negative: 6,
};
