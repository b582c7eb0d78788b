import type { PDFOperator, PDFPage } from '@cantoo/pdf-lib';

export interface Size {
  width: number;
  height: number;
}

/** A watermark, stored once in the document and drawn on several pages. */
export interface Stamp {
  /** Its size in points on a page of the given size. */
  sizeOn(page: Size): Size;
  /** Operators that draw it with its lower left corner at the origin. */
  drawOn(page: PDFPage, size: Size): PDFOperator[];
}
