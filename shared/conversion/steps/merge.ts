import { z } from 'zod';
import { ConveyorError } from '../../errors.ts';
import { stemOf } from '../fileNames.ts';
import { runInToolbox } from './forEachFile.ts';
import { line } from './options/textLine.ts';
import { type FileShape, planned, step } from './step.ts';

const maximumNames = 1_000;
const bookmarkMode = z.enum(['keep', 'files', 'titles', 'none']);

const options = z.strictObject({
  order: z
    .array(line(255))
    .min(1)
    .max(maximumNames)
    .optional()
    .describe(
      'Names of files in the desired order, either of the inputs or of the files before this step; files that are not named follow. By default the order of the inputs.',
    ),
  bookmarks: z
    .union([
      bookmarkMode,
      z
        .record(line(255), bookmarkMode)
        .refine(
          (modes) => Object.keys(modes).length <= maximumNames,
          `must name at most ${maximumNames} files`,
        )
        .meta({ maxProperties: maximumNames }),
    ])
    .optional()
    .describe(
      '`keep` (default): the bookmarks of the files; `files`: one bookmark per file, with its name, and its own bookmarks below; `titles`: the same with the title of its metadata, if it has one; `none`. Or an object of file names, as in `order`, and their modes; other files have `keep`.',
    ),
});
export type BookmarkMode = z.output<typeof bookmarkMode>;
export type MergeOptions = z.output<typeof options>;

const declaration = {
  type: 'merge',
  summary: 'Merges PDFs into one, with the metadata of the first.',
  options,
  from: ['pdf'],
  to: 'same',
  // The result claims PDF/UA only if all files do.
  keeps: () => ['PDF/UA-1'] as const,
} as const;

export const merge = step({
  ...declaration,
  plan: (shapes, { order = [], bookmarks }) => {
    // Beside a file without it, the PDF/UA of an earlier step would be lost.
    const alike = shapes.every(({ pdfa }) => pdfa === shapes[0]?.pdfa);
    const [first] = planned({ ...declaration, ...(!alike && { keeps: () => [] }) }, shapes);
    checkNames('order', order, shapes);
    if (typeof bookmarks === 'object') checkNames('bookmarks', Object.keys(bookmarks), shapes);
    // The result has the name of the first file, which `order` may change.
    return first ? [{ ...first, stem: undefined, many: false }] : [];
  },
  run: (files, given, context) => runInToolbox('mergePdfs', files, given, context),
});

/**
 * Each name must match its own file. Skipped when names are not known yet, as after `split`.
 * @throws ConveyorError `invalid_parameter`
 */
function checkNames(option: string, names: readonly string[], shapes: readonly FileShape[]): void {
  if (shapes.some(({ stem, many }) => stem === undefined || many)) return;
  const rest = shapes.map(({ stem }) => stem);
  for (const name of names) {
    const index = rest.indexOf(stemOf(name));
    if (index < 0)
      throw new ConveyorError('invalid_parameter', {
        detail: `\`merge\`: \`${option}\` names “${name}”, which matches no file, or more often than files match it.`,
      });
    rest.splice(index, 1);
  }
}
