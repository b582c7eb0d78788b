import { z } from 'zod';
import { forEachFile } from './forEachFile.ts';
import { outline } from './options/bookmark.ts';
import { planned, step } from './step.ts';

const options = z.strictObject({
  bookmarks: outline
    .optional()
    .describe(
      'What to write: `title`, `page` and `children`, at most eight levels. Without it, they are read.',
    ),
  mode: z
    .enum(['replace', 'append'])
    .optional()
    .describe('In place of the bookmarks there are, by default, or after them.'),
});
export type BookmarksOptions = z.output<typeof options>;

const declaration = {
  type: 'bookmarks',
  summary: 'Reads the bookmarks of a PDF as JSON, or writes them.',
  options,
  from: ['pdf'],
  to: ['pdf', 'json'],
  keepsPdfA: true,
} as const;

/** Reads the bookmarks of a PDF, or writes them. */
export const bookmarks = step({
  ...declaration,
  check: ({ bookmarks, mode }) =>
    mode !== undefined && bookmarks === undefined ? '`mode` goes with `bookmarks`.' : undefined,
  plan: (shapes, { bookmarks }) =>
    planned(declaration, shapes).map((shape) => (bookmarks ? shape : { ...shape, format: 'json' })),
  run: forEachFile(({ bookmarks }) => (bookmarks ? 'writeBookmarks' : 'readBookmarks')),
});
