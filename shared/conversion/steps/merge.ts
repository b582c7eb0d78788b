import { z } from 'zod';
import { ConveyorError } from '../../errors.ts';
import { stemOf } from '../fileNames.ts';
import { runInToolbox } from './forEachFile.ts';
import { line } from './options/textLine.ts';
import { type FileShape, planned, step } from './step.ts';

const options = z.strictObject({
  order: z
    .array(line(255))
    .min(1)
    .max(1_000)
    .optional()
    .describe(
      'Names of files in the desired order, either of the inputs or of the files before this step; files that are not named follow. By default the order of the inputs.',
    ),
  bookmarks: z
    .enum(['keep', 'files', 'none'])
    .optional()
    .describe(
      '`keep` (default): the bookmarks of all files; `files`: one bookmark per file with its own bookmarks below; `none`.',
    ),
});
export type MergeOptions = z.output<typeof options>;

const declaration = {
  type: 'merge',
  summary: 'Merges PDFs into one, with the metadata of the first.',
  options,
  from: ['pdf'],
  to: 'same',
} as const;

export const merge = step({
  ...declaration,
  plan: (shapes, { order = [] }) => {
    const [first] = planned(declaration, shapes);
    checkOrder(shapes, order);
    // The result has the name of the first file, which `order` may change.
    return first ? [{ ...first, stem: undefined, many: false }] : [];
  },
  run: (files, given, context) => runInToolbox('mergePdfs', files, given, context),
});

/**
 * Each name must match its own file. Skipped when names are not known yet, as after `split`.
 * @throws ConveyorError `invalid_parameter`
 */
function checkOrder(shapes: readonly FileShape[], order: readonly string[]): void {
  if (shapes.some(({ stem, many }) => stem === undefined || many)) return;
  const rest = shapes.map(({ stem }) => stem);
  for (const name of order) {
    const index = rest.indexOf(stemOf(name));
    if (index < 0)
      throw new ConveyorError('invalid_parameter', {
        detail: `\`merge\`: \`order\` names “${name}”, which matches no file, or more often than files match it.`,
      });
    rest.splice(index, 1);
  }
}
