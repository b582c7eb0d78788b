import { type PDFDict, type PDFDocument, PDFHexString, PDFName } from '@cantoo/pdf-lib';
import { asLine } from '../../../steps/options/textLine.ts';
import { textOf as pdfiumText, withPdf } from '../libraries/pdfium.ts';
import { asDict, dictOf, entryOf, itemsOf, nameOf, numbersOf, textOf } from '../pdfa/objects.ts';

/** Describes each link without a description (ISO 14289-1, 7.18.5) by its text, or by its address. @param bytes of the document */
export async function describeLinks(document: PDFDocument, bytes: Uint8Array): Promise<void> {
  const links = document.getPages().flatMap(({ node }, page) =>
    itemsOf(entryOf(node, 'Annots'))
      .map(asDict)
      .filter((each): each is PDFDict => each !== undefined && nameOf(each, 'Subtype') === 'Link')
      .filter((each) => !textOf(each, 'Contents'))
      .map((link) => ({ link, page })),
  );
  if (links.length === 0) return;
  await withPdf(bytes, (module, handle) => {
    for (const { link, page } of links) {
      const pageHandle = module.FPDF_LoadPage(handle, page);
      const textPage = module.FPDFText_LoadPage(pageHandle);
      const [left = 0, bottom = 0, right = 0, top = 0] = numbersOf(entryOf(link, 'Rect'));
      // The function counts UTF-16 units, without the final zero.
      const read = (at: number, size: number) =>
        2 * module.FPDFText_GetBoundedText(textPage, left, top, right, bottom, at, size / 2) + 2;
      const text = asLine(pdfiumText(module, read), 1_000);
      module.FPDFText_ClosePage(textPage);
      module.FPDF_ClosePage(pageHandle);
      const action = dictOf(link, 'A');
      const description = text || (action && textOf(action, 'URI')) || '–';
      link.set(PDFName.of('Contents'), PDFHexString.fromText(description));
    }
  });
}
