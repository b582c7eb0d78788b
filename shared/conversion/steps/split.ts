import { z } from 'zod';
import { knownStandards } from '../standards.ts';
import { forEachFile } from './forEachFile.ts';
import { pageRanges, pageRangesPattern, withoutSpaces } from './options/pageRanges.ts';
import { planned, step } from './step.ts';

const interval = /^[1-9]\d{0,3}$/;

const options = z.strictObject({
  splitMode: z
    .enum(['intervals', 'pages'])
    .describe(
      '`intervals`: a file for every `splitSpan` pages; `pages`: a file for each range of `splitSpan`.',
    ),
  splitSpan: z
    .string()
    .max(200)
    .overwrite(withoutSpaces)
    .describe(
      'With `intervals` the number of pages per file, such as "2"; with `pages` the ranges, such as "1-3,7" or "2-".',
    ),
  splitUnify: z
    .boolean()
    .default(false)
    .describe('With `pages`: one file with all ranges instead of a file for each range.'),
});
export type SplitOptions = z.output<typeof options>;

const declaration = {
  type: 'split',
  summary: 'Splits a PDF into several, or extracts some of its pages.',
  options,
  from: ['pdf'],
  to: 'same',
  keeps: () => knownStandards,
} as const;

export const split = step({
  ...declaration,
  rules: {
    if: { properties: { splitMode: { const: 'pages' } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { splitSpan: { pattern: pageRangesPattern.source } } },
    else: { properties: { splitSpan: { pattern: interval.source }, splitUnify: { const: false } } },
  },
  check: ({ splitMode, splitSpan, splitUnify }) => {
    if (splitMode === 'pages') {
      const { error } = pageRanges.safeParse(splitSpan);
      return error && 'With the mode `pages`, `splitSpan` must be page ranges such as 1-3,7 or 2-.';
    }
    if (!interval.test(splitSpan)) return 'With the mode `intervals`, `splitSpan` must be a number of pages.';
    return splitUnify ? '`splitUnify` needs the mode `pages`.' : undefined;
  },
  plan: (shapes, { splitUnify }) =>
    planned(declaration, shapes).map((shape) => ({ ...shape, many: shape.many || !splitUnify })),
  run: forEachFile('splitPdf'),
});
