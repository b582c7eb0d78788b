import {
  concatTransformationMatrix,
  type PDFDocument,
  PDFName,
  type PDFOperator,
  type PDFPage,
  type PDFRef,
  popGraphicsState,
  pushGraphicsState,
} from '@cantoo/pdf-lib';
import type { NamedFile } from '../../../files.ts';
import type { WatermarkOptions } from '../../../steps/watermark.ts';
import type { ConversionWarning } from '../../../warnings.ts';
import type { Limited, Operation } from '../../operation.ts';
import { charactersWithout } from '../fonts.ts';
import { selectPages } from '../libraries/pages.ts';
import { changePdf } from '../libraries/pdfLib.ts';
import { displayMatrix, displaySize } from './displayedPage.ts';
import { makeStamps } from './makeStamp.ts';
import { placements } from './placeStamp.ts';
import type { Stamp } from './stamp.ts';

/**
 * Puts text, an image or a PDF page over or under pages, upright as they are displayed. The numbering of `number` continues from file to
 * file.
 */
export const watermarkPdf: Operation<Limited<WatermarkOptions>> = async ({ files, resources, options }) => {
  const { start = 1, digits = 6 } = options.number ?? {};
  const date = new Date().toISOString().slice(0, 10);
  let next = start;
  const results: NamedFile[] = [];
  for (const { name, bytes } of files) {
    const changed = await changePdf(bytes, async (document) => {
      const stampOf = await makeStamps(document, options, resources);
      const frame = [pushGraphicsState(), popGraphicsState()].map((each) => streamOf(document, [each]));
      const pages = document.getPageCount();
      for (const index of selectPages(options.pages, pages)) {
        const number = String(next++).padStart(digits, '0');
        const stamp = await stampOf({ page: index + 1, pages, date, number });
        const page = document.getPage(index);
        addContent(page, streamOf(document, drawn(stamp, page, options)), options.layer, frame);
      }
    });
    results.push({ name, bytes: changed });
  }
  return { files: results, warnings: await replacedCharacters(options) };
};

/** The warning of characters that the chosen font lacks. Those of placeholders are in every font. */
async function replacedCharacters({ font, text = '' }: WatermarkOptions): Promise<ConversionWarning[]> {
  const missing = font ? await charactersWithout(font, text) : [];
  if (missing.length === 0) return [];
  const detail = `“${font}” lacks the characters ${missing.join(' ')}. They are drawn in another font.`;
  return [{ code: 'font_replaced', detail }];
}

function drawn(stamp: Stamp, page: PDFPage, options: WatermarkOptions): PDFOperator[] {
  const size = displaySize(page);
  const once = stamp.drawOn(page, size);
  const copies = placements(stamp.sizeOn(size), size, options).flatMap((matrix) => [
    pushGraphicsState(),
    concatTransformationMatrix(...matrix),
    ...once,
    popGraphicsState(),
  ]);
  return [
    pushGraphicsState(),
    concatTransformationMatrix(...displayMatrix(page)),
    ...copies,
    popGraphicsState(),
  ];
}

function streamOf({ context }: PDFDocument, operators: PDFOperator[]): PDFRef {
  return context.register(context.contentStream(operators));
}

/** Saves and restores the graphics state around the page's content, so that it does not affect the watermark. */
function addContent(page: PDFPage, content: PDFRef, layer: 'over' | 'under', frame: PDFRef[]): void {
  page.node.normalize();
  // Pages may share one Contents array.
  const shared = page.node.normalizedEntries().Contents;
  if (shared) page.node.set(PDFName.of('Contents'), shared.clone());
  const [before, after] = frame;
  if (layer === 'over') {
    if (before && after) page.node.wrapContentStreams(before, after);
    page.node.addContentStream(content);
    return;
  }
  const { Contents } = page.node.normalizedEntries();
  if (Contents) Contents.insert(0, content);
  else page.node.addContentStream(content);
}
