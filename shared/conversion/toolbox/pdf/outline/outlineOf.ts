import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { DocumentRefused } from '../../../engines/engine.ts';
import type { Bookmark } from '../../../steps/options/bookmark.ts';
import { asLine } from '../../../steps/options/textLine.ts';
import { textOf } from '../libraries/pdfium.ts';

/** Limits of an outline, which is read recursively. */
const maximum = { entries: 100_000, levels: 100 };

/**
 * The bookmarks of a PDF. A bookmark without a target in the document gets page 1 if it has children, and is omitted
 * otherwise. An outline may contain cycles.
 * @throws DocumentRefused `too_large_inside`
 */
export function outlineOf(module: WrappedPdfiumModule, document: number): Bookmark[] {
  const seen = new Set<number>();
  const below = (parent: number, level: number): Bookmark[] => {
    const entries: Bookmark[] = [];
    let at = module.FPDFBookmark_GetFirstChild(document, parent);
    while (at && !seen.has(at)) {
      seen.add(at);
      if (seen.size > maximum.entries || level > maximum.levels)
        throw new DocumentRefused('too_large_inside', {
          detail: `The PDF has more than ${maximum.entries} bookmarks, or more than ${maximum.levels} levels of them.`,
        });
      const children = below(at, level + 1);
      const page = pageOf(module, document, at);
      if (page !== undefined || children.length > 0)
        entries.push({
          title: titleOf(module, at),
          page: page ?? 1,
          ...(children.length > 0 && { children }),
        });
      at = module.FPDFBookmark_GetNextSibling(document, at);
    }
    return entries;
  };
  return below(0, 1);
}

function pageOf(module: WrappedPdfiumModule, document: number, bookmark: number): number | undefined {
  let target = module.FPDFBookmark_GetDest(document, bookmark);
  if (!target) {
    const action = module.FPDFBookmark_GetAction(bookmark);
    if (action) target = module.FPDFAction_GetDest(document, action);
  }
  const index = target ? module.FPDFDest_GetDestPageIndex(document, target) : -1;
  return index < 0 ? undefined : index + 1;
}

function titleOf(module: WrappedPdfiumModule, bookmark: number): string {
  const title = textOf(module, (at, size) => module.FPDFBookmark_GetTitle(bookmark, at, size));
  return asLine(title, 1_000) || '–';
}
