import { DocumentRefused } from '../../../engines/engine.ts';
import type { NamedFile } from '../../../files.ts';
import { resolveRanges } from '../../../pageSelection.ts';
import type { Bookmark } from '../../../steps/options/bookmark.ts';
import type { SplitOptions } from '../../../steps/split.ts';
import type { Limited, Operation } from '../../operation.ts';
import { singleFile } from '../../singleFile.ts';
import { changeablePages, numberedName, selectPages } from '../libraries/pages.ts';
import { withPdf } from '../libraries/pdfium.ts';
import { changePdf } from '../libraries/pdfLib.ts';
import { qpdf } from '../libraries/qpdf.ts';
import { outlineOf } from '../outline/outlineOf.ts';
import { setOutline } from '../outline/setOutline.ts';

/** Splits a PDF into several, or extracts some of its pages. Each part keeps the bookmarks of its own pages. */
export const splitPdf: Operation<Limited<SplitOptions>> = async ({ files, options }) => {
  const { name, bytes } = singleFile({ files });
  const { pages, bookmarks } = await withPdf(bytes, (module, document) => ({
    pages: changeablePages(module, document),
    bookmarks: outlineOf(module, document),
  }));
  const parts = partsOf(options, pages);
  if (parts.length > options.limits.files) throw new DocumentRefused('too_many_files');
  // Bookmarks are removed before the split, so that no part contains titles of missing pages.
  const bare = bookmarks.length > 0 ? await changePdf(bytes, (document) => setOutline(document, [])) : bytes;
  const results: NamedFile[] = [];
  for (const [index, part] of parts.entries()) {
    const range = part.map((page) => page + 1).join(',');
    const made = await qpdf({ 'in.pdf': bare }, ['/in.pdf', '--pages', '.', range, '--']);
    const own = within(bookmarks, part);
    const marked = own.length > 0 ? await changePdf(made, (document) => setOutline(document, own)) : made;
    const page = (part[0] ?? 0) + 1;
    results.push({ name: numberedName(name, index + 1, parts.length, 'pdf'), bytes: marked, page });
  }
  return { files: results };
};

/** Bookmarks of the given pages. One of another page points to its first child's page. @param pages from 0 */
function within(bookmarks: readonly Bookmark[], pages: readonly number[]): Bookmark[] {
  return bookmarks.flatMap(({ title, page, children = [] }) => {
    const below = within(children, pages);
    const own = pages.indexOf(page - 1) + 1 || below[0]?.page;
    return own === undefined ? [] : [{ title, page: own, children: below }];
  });
}

/** The pages of each part, from 0. */
function partsOf({ splitMode, splitSpan, splitUnify }: SplitOptions, count: number): number[][] {
  if (splitMode === 'intervals') {
    const span = Number(splitSpan);
    const starts = Array.from({ length: Math.ceil(count / span) }, (_, index) => index * span);
    return starts.map((start) =>
      Array.from({ length: Math.min(span, count - start) }, (_, page) => start + page),
    );
  }
  const all = selectPages(splitSpan, count);
  if (splitUnify) return [all];
  return resolveRanges(splitSpan, count).map(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, page) => first - 1 + page),
  );
}
