import { z } from 'zod';
import { forEachFile } from './forEachFile.ts';
import { pageRanges, withoutSpaces } from './options/pageRanges.ts';
import { planned, step } from './step.ts';

const options = z.strictObject({
  splitMode: z
    .enum(['intervals', 'pages'])
    .describe('`intervals`: after every so many pages; `pages`: the ranges that are named.'),
  splitSpan: z
    .string()
    .max(200)
    .overwrite(withoutSpaces)
    .describe(
      'With `intervals` how many pages a file gets, such as "2"; with `pages` the ranges, such as "1-3,7".',
    ),
  splitUnify: z
    .boolean()
    .default(false)
    .describe('With `pages`: all named pages in one file, in place of a file for each range.'),
});
export type SplitOptions = z.output<typeof options>;

const declaration = {
  type: 'split',
  summary: 'Makes several PDFs of one, or one of some of its pages.',
  options,
  from: ['pdf'],
  to: 'same',
  keepsPdfA: true,
} as const;

/** Makes several PDFs of one. */
export const split = step({
  ...declaration,
  check: ({ splitMode, splitSpan, splitUnify }) => {
    if (splitMode === 'pages') {
      const { error } = pageRanges.safeParse(splitSpan);
      return error && '`splitSpan` must be pages such as 1-3,7.';
    }
    if (!/^[1-9]\d{0,3}$/.test(splitSpan)) return '`splitSpan` must be a number of pages.';
    return splitUnify ? '`splitUnify` is for the mode `pages`.' : undefined;
  },
  plan: (shapes, { splitUnify }) =>
    planned(declaration, shapes).map((shape) => ({ ...shape, many: shape.many || !splitUnify })),
  run: forEachFile('splitPdf'),
});
