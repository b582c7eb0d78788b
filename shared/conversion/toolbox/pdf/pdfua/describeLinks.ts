import { type PDFDict, type PDFDocument, PDFHexString, PDFName } from '@cantoo/pdf-lib';
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { asLine } from '../../../steps/options/textLine.ts';
import { textOf as pdfiumText, withPdf } from '../libraries/pdfium.ts';
import { dictOf, entryOf, nameOf, numbersOf, textOf } from '../pdfa/objects.ts';
import { annotationsOf } from './markedContent.ts';
import { notAccessible } from './notAccessible.ts';
import type { StructureTree } from './structureTree.ts';

/** Limit of the links on a page whose text is looked for: it is searched for each of them. */
const maximumLinks = 5_000;

/**
 * Describes each link without a description (ISO 14289-1, 7.18.5) by its text, by that of a picture in it, or by its address.
 * @param bytes of the document
 * @throws DocumentRefused `pdfua_not_possible` if they are too many
 */
export async function describeLinks(
  document: PDFDocument,
  tree: StructureTree,
  bytes: Uint8Array,
): Promise<void> {
  const pages = annotationsOf(document).map((annotations) =>
    annotations
      .filter((each): each is PDFDict => each !== undefined && nameOf(each, 'Subtype') === 'Link')
      .filter((each) => !textOf(each, 'Contents')?.trim()),
  );
  if (pages.every((links) => links.length === 0)) return;
  await withPdf(bytes, (module, handle) => {
    for (const [page, links] of pages.entries()) {
      if (links.length > maximumLinks)
        throw notAccessible(`page ${page + 1} has more than ${maximumLinks} links without a description`);
      for (const { link, text } of links.length > 0 ? textsOf(links, module, handle, page) : []) {
        const action = dictOf(link, 'A');
        const replaced = [tree.ofObject.get(link)].flatMap((tag) => (tag ? [tag, ...tag.children] : []));
        const texts = [
          text,
          ...replaced.map(({ dict }) => textOf(dict, 'Alt')),
          action && textOf(action, 'URI'),
        ];
        const description = texts.find((each) => each?.trim()) ?? '–';
        link.set(PDFName.of('Contents'), PDFHexString.fromText(description));
      }
    }
  });
}

function textsOf(
  links: readonly PDFDict[],
  module: WrappedPdfiumModule,
  handle: number,
  page: number,
): { link: PDFDict; text: string }[] {
  const pageHandle = module.FPDF_LoadPage(handle, page);
  const textPage = module.FPDFText_LoadPage(pageHandle);
  const texts = links.map((link) => {
    const [left = 0, bottom = 0, right = 0, top = 0] = numbersOf(entryOf(link, 'Rect'));
    // The function counts UTF-16 units, without the final zero.
    const read = (at: number, size: number) =>
      2 * module.FPDFText_GetBoundedText(textPage, left, top, right, bottom, at, size / 2) + 2;
    return { link, text: asLine(pdfiumText(module, read), 1_000) };
  });
  module.FPDFText_ClosePage(textPage);
  module.FPDF_ClosePage(pageHandle);
  return texts;
}
