import type { PDFOperator, PDFPage } from '@cantoo/pdf-lib';

export interface Size {
  width: number;
  height: number;
}

/** What is put on pages: it lies in the document once. */
export interface Stamp {
  /** Its size in points on a page of a size. */
  sizeOn(page: Size): Size;
  /** What draws it, its lower left corner in the origin. */
  drawOn(page: PDFPage, size: Size): PDFOperator[];
}
