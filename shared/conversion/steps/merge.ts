import { z } from 'zod';
import { ConveyorError } from '../../errors.ts';
import { runInToolbox } from './forEachFile.ts';
import { line } from './options/textLine.ts';
import { type FileShape, planned, stemOf, step } from './step.ts';

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
  plan: (shapes, { order = [] }) => {
    const [first] = planned(declaration, shapes);
    mustBeAmong(shapes, order);
    // It bears the name of the first, which `order` may have changed.
    return first ? [{ ...first, stem: undefined, many: false }] : [];
  },
  run: (files, given, context) => runInToolbox('mergePdfs', files, given, context),
});

/**
 * Each name takes one file. What a file was split into has names that nobody knows yet.
 * @throws ConveyorError `invalid_parameter`
 */
function mustBeAmong(shapes: readonly FileShape[], order: readonly string[]): void {
  if (shapes.some(({ stem, many }) => stem === undefined || many)) return;
  const rest = shapes.map(({ stem }) => stem);
  for (const name of order) {
    const index = rest.indexOf(stemOf(name));
    if (index < 0)
      throw new ConveyorError('invalid_parameter', {
        detail: `\`merge\`: \`order\` names “${name}”, which is none of the files, or one too often.`,
      });
    rest.splice(index, 1);
  }
}
