import type { PDFPage } from '@cantoo/pdf-lib';

/** How large a page is seen, in points. */
export function displaySize(page: PDFPage): { width: number; height: number } {
  const { width, height } = page.getCropBox();
  return quarters(page) % 2 === 0 ? { width, height } : { width: height, height: width };
}

/**
 * From a page as it is seen, its origin in the lower left corner, to its own coordinates: pages are cut (`CropBox`) and
 * turned (`Rotate`).
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
