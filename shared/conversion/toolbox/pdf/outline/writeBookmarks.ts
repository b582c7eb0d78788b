import { DocumentRefused } from '../../../engines/engine.ts';
import type { BookmarksOptions } from '../../../steps/bookmarks.ts';
import type { Bookmark } from '../../../steps/options/bookmark.ts';
import type { Operation } from '../../operation.ts';
import { singleFile } from '../../singleFile.ts';
import { withPdf } from '../libraries/pdfium.ts';
import { changePdf } from '../libraries/pdfLib.ts';
import { outlineOf } from './outlineOf.ts';
import { setOutline } from './setOutline.ts';

/** Writes bookmarks, replacing the existing ones or after them. */
export const writeBookmarks: Operation<BookmarksOptions> = async ({ files, options }) => {
  const { name, bytes } = singleFile({ files });
  const { bookmarks = [], mode } = options;
  const all = mode === 'append' ? [...(await withPdf(bytes, outlineOf)), ...bookmarks] : bookmarks;
  const changed = await changePdf(bytes, (document) => {
    const pages = document.getPageCount();
    if (lastPage(all) > pages)
      throw new DocumentRefused('invalid_parameter', {
        detail: `A bookmark points to page ${lastPage(all)}, but the document has ${pages}.`,
      });
    setOutline(document, all);
  });
  return { files: [{ name, bytes: changed }] };
};

function lastPage(bookmarks: readonly Bookmark[]): number {
  return bookmarks.reduce((last, { page, children = [] }) => Math.max(last, page, lastPage(children)), 0);
}
