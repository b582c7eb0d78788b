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
import type { WatermarkOptions } from '../../steps/watermark.ts';
import type { Limited, Operation } from '../operation.ts';
import { singleFile } from '../singleFile.ts';
import { displayMatrix, displaySize } from './displayedPage.ts';
import { makeStamp } from './makeStamp.ts';
import { selectPages } from './pages.ts';
import { changePdf } from './pdfLib.ts';

/** Puts text, an image or a PDF page over or under pages, upright as they are displayed. */
export const watermarkPdf: Operation<Limited<WatermarkOptions>> = async ({ files, resources, options }) => {
  const { name, bytes } = singleFile({ files });
  const changed = await changePdf(bytes, async (document) => {
    const stamp = await makeStamp(document, options, resources);
    const frame = [pushGraphicsState(), popGraphicsState()].map((each) => streamOf(document, [each]));
    for (const index of selectPages(options.pages, document.getPageCount())) {
      const page = document.getPage(index);
      const size = displaySize(page);
      const operators = [
        pushGraphicsState(),
        concatTransformationMatrix(...displayMatrix(page)),
        concatTransformationMatrix(...placed(stamp.sizeOn(size), size, options)),
        ...stamp.drawOn(page, size),
        popGraphicsState(),
      ];
      addContent(page, streamOf(document, operators), options.layer, frame);
    }
  });
  return { files: [{ name, bytes: changed }] };
};

type Size = { width: number; height: number };
type Matrix = [number, number, number, number, number, number];

/** The matrix that positions a stamp, rotated around its centre and inside the margins. */
function placed(stamp: Size, page: Size, { position, margin, rotation }: WatermarkOptions): Matrix {
  const angle = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  // The bounding box of the rotated stamp.
  const width = Math.abs(stamp.width * cos) + Math.abs(stamp.height * sin);
  const height = Math.abs(stamp.width * sin) + Math.abs(stamp.height * cos);
  const place = position.toLowerCase();
  const along = (low: string, high: string, length: number, pageLength: number) => {
    if (place.includes(low)) return margin + length / 2;
    return place.includes(high) ? pageLength - margin - length / 2 : pageLength / 2;
  };
  const x = along('left', 'right', width, page.width);
  const y = along('bottom', 'top', height, page.height);
  const [halfWidth, halfHeight] = [stamp.width / 2, stamp.height / 2];
  return [
    cos,
    sin,
    -sin,
    cos,
    x - cos * halfWidth + sin * halfHeight,
    y - sin * halfWidth - cos * halfHeight,
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
