import { z } from 'zod';
import { knownStandards, standards } from '../standards.ts';
import { forEachFile } from './forEachFile.ts';
import { outline } from './options/bookmark.ts';
import { planned, step } from './step.ts';

const options = z.strictObject({
  bookmarks: outline
    .optional()
    .describe(
      'Bookmarks to write, each with `title`, `page` and `children`, at most eight levels deep. Without this option they are read.',
    ),
  mode: z
    .enum(['replace', 'append'])
    .optional()
    .describe('`replace` (default) replaces the existing bookmarks; `append` adds to them.'),
});
export type BookmarksOptions = z.output<typeof options>;

const declaration = {
  type: 'bookmarks',
  summary: 'Reads the bookmarks of a PDF as JSON, or writes them.',
  options,
  from: ['pdf'],
  to: ['pdf', 'json'],
  keeps: ({ bookmarks }: BookmarksOptions) => (bookmarks ? knownStandards : standards),
} as const;

export const bookmarks = step({
  ...declaration,
  rules: { dependentRequired: { mode: ['bookmarks'] } },
  check: ({ bookmarks, mode }) =>
    mode !== undefined && bookmarks === undefined ? '`mode` needs `bookmarks`.' : undefined,
  plan: (shapes, given) =>
    planned(declaration, shapes, given).map((shape) =>
      given.bookmarks ? shape : { ...shape, format: 'json' },
    ),
  run: forEachFile(({ bookmarks }) => (bookmarks ? 'writeBookmarks' : 'readBookmarks')),
});
