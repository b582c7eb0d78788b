import { DocumentRefused } from '../../../engines/engine.ts';
import type { WatermarkOptions } from '../../../steps/watermark.ts';
import type { Size } from './stamp.ts';

export type Matrix = [number, number, number, number, number, number];

/** Copies of a watermark on one page, each of which is a part of the page's content. */
const maximumCopies = 2_000;

/**
 * The matrices that position a stamp on a page, rotated around its centre: one inside the margins, or rows and columns that cover the
 * page, with the margin between copies.
 * @throws DocumentRefused `invalid_parameter` for too many copies
 */
export function placements(
  stamp: Size,
  page: Size,
  { position, margin, rotation }: WatermarkOptions,
): Matrix[] {
  const angle = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  // The bounding box of the rotated stamp.
  const width = Math.abs(stamp.width * cos) + Math.abs(stamp.height * sin);
  const height = Math.abs(stamp.width * sin) + Math.abs(stamp.height * cos);
  const place = position.toLowerCase();
  const along = (low: string, high: string, length: number, pageLength: number) => {
    if (place === 'tiled') return centres(length + margin, pageLength);
    if (place.includes(low)) return [margin + length / 2];
    return place.includes(high) ? [pageLength - margin - length / 2] : [pageLength / 2];
  };
  const columns = along('left', 'right', width, page.width);
  const rows = along('bottom', 'top', height, page.height);
  if (columns.length * rows.length > maximumCopies)
    throw new DocumentRefused('invalid_parameter', {
      detail: `The watermark would be on a page more than ${maximumCopies} times. Make it or its margin larger.`,
    });
  const [halfWidth, halfHeight] = [stamp.width / 2, stamp.height / 2];
  return rows.flatMap((y) =>
    columns.map((x): Matrix => {
      const left = x - cos * halfWidth + sin * halfHeight;
      return [cos, sin, -sin, cos, left, y - sin * halfWidth - cos * halfHeight];
    }),
  );
}

/** Centres of copies that cover a length, one of them in its middle. */
function centres(distance: number, length: number): number[] {
  const beside = Math.max(0, Math.ceil((length / distance - 1) / 2));
  return Array.from({ length: 2 * beside + 1 }, (_, index) => length / 2 + (index - beside) * distance);
}
