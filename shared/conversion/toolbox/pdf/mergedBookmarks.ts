import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { DocumentRefused } from '../../engines/engine.ts';
import { stemOf } from '../../fileNames.ts';
import type { NamedFile } from '../../files.ts';
import type { BookmarkMode, MergeOptions } from '../../steps/merge.ts';
import type { Bookmark } from '../../steps/options/bookmark.ts';
import { asLine } from '../../steps/options/textLine.ts';
import { textOf } from './libraries/pdfium.ts';
import { outlineOf } from './outline/outlineOf.ts';

/** The mode of each file. @throws DocumentRefused `invalid_parameter` if a name fits no file */
export function bookmarkModes(
  files: readonly NamedFile[],
  modes: MergeOptions['bookmarks'] = 'keep',
): BookmarkMode[] {
  if (typeof modes === 'string') return files.map(() => modes);
  const names = Object.keys(modes);
  const unused = new Set(names);
  const found = files.map((file) => {
    const fitting = [
      ...names.filter((name) => name === file.name),
      ...names.filter((name) => stemOf(name) === stemOf(file.name)),
    ];
    const name = fitting.find((each) => unused.has(each)) ?? fitting[0];
    if (name === undefined) return 'keep';
    unused.delete(name);
    return modes[name] ?? 'keep';
  });
  for (const name of unused)
    throw new DocumentRefused('invalid_parameter', {
      detail: `\`bookmarks\` contains “${name}”, which is not the name of a file.`,
    });
  return found;
}

/** The bookmarks of a file in a merged PDF, with the page numbers of the file. */
export function bookmarksOf(
  module: WrappedPdfiumModule,
  document: number,
  name: string,
  mode: BookmarkMode,
): Bookmark[] {
  if (mode === 'none') return [];
  const children = outlineOf(module, document);
  if (mode === 'keep') return children;
  const title = mode === 'titles' ? titleOf(module, document) : '';
  return [{ title: title || stemOf(name), page: 1, children }];
}

/** The title of a PDF's metadata on one line, or an empty text. */
function titleOf(module: WrappedPdfiumModule, document: number): string {
  const title = textOf(module, (at, size) => module.FPDF_GetMetaText(document, 'Title', at, size));
  return asLine(title, 1_000);
}

/** The bookmarks of files that follow each other. */
export function concatenated(files: readonly { pages: number; bookmarks: Bookmark[] }[]): Bookmark[] {
  let offset = 0;
  return files.flatMap(({ pages, bookmarks }) => {
    const own = shifted(bookmarks, offset);
    offset += pages;
    return own;
  });
}

function shifted(bookmarks: readonly Bookmark[], by: number): Bookmark[] {
  return bookmarks.map(({ title, page, children = [] }) => ({
    title,
    page: page + by,
    children: shifted(children, by),
  }));
}
