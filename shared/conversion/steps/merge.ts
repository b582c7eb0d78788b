import { z } from 'zod';
import { inToolbox } from '../eachAlone.ts';
import { planned, step } from '../step.ts';
import { line } from '../textLine.ts';

const options = z.strictObject({
  order: z
    .array(line(255))
    .min(1)
    .max(1_000)
    .optional()
    .describe(
      'Names of files, as they were sent or as they are by now, in the order that they get; those that are not named follow. The order of the inputs by default.',
    ),
  bookmarks: z
    .enum(['keep', 'files', 'none'])
    .optional()
    .describe(
      '`keep`, by default: those of all files; `files`: one for each file as well, with its own below it.',
    ),
});
export type MergeOptions = z.output<typeof options>;

const declaration = {
  type: 'merge',
  summary: 'Makes one PDF of several; it has the metadata of the first.',
  options,
  from: ['pdf'],
  to: 'same',
} as const;

/** Makes one PDF of several. */
export const merge = step({
  ...declaration,
  plan: (shapes) => {
    const [first] = planned(declaration, shapes);
    return first ? [{ ...first, many: false }] : [];
  },
  run: (files, given, context) => inToolbox('mergePdfs', files, given, context),
});
