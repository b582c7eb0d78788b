import type { PDFPage } from '@cantoo/pdf-lib';

/** The displayed size of a page in points. */
export function displaySize(page: PDFPage): { width: number; height: number } {
  const { width, height } = page.getCropBox();
  return quarters(page) % 2 === 0 ? { width, height } : { width: height, height: width };
}

/**
 * The matrix from the page as displayed, with its origin in the lower left corner, to the page's own coordinates, which
 * `CropBox` and `Rotate` define.
 */
export function displayMatrix(page: PDFPage): [number, number, number, number, number, number] {
  const { x, y, width, height } = page.getCropBox();
  const matrices: [number, number, number, number, number, number][] = [
    [1, 0, 0, 1, x, y],
    [0, 1, -1, 0, x + width, y],
    [-1, 0, 0, -1, x + width, y + height],
    [0, -1, 1, 0, x, y + height],
  ];
  return matrices[quarters(page)] ?? [1, 0, 0, 1, x, y];
}

const quarters = (page: PDFPage) => ((Math.round(page.getRotation().angle / 90) % 4) + 4) % 4;
