import { withPdf } from '../../../shared/conversion/toolbox/pdf/libraries/pdfium.ts';
import { renderPage } from '../../../shared/conversion/toolbox/pdf/pages/renderPage.ts';

/** A rendered line: rows of ink (`#`) and paper (`.`), trimmed on all sides. */
export type Picture = string[];

/** Positions of lines on a page, in points. */
export interface Lines {
  top: number;
  height: number;
  count: number;
}

const scale = 3;

/** Renders the first page of a PDF and cuts it into lines of the same height. */
export function linePictures(pdf: Uint8Array, { top, height, count }: Lines): Promise<Picture[]> {
  return withPdf(pdf, (module, document) => {
    const rendering = { scale: () => scale, background: '#ffffff', pixels: 1e8 };
    const { data, width } = renderPage(module, document, 0, rendering);
    const row = (y: number) =>
      Array.from({ length: width }, (_, x) => ((data[(y * width + x) * 4] ?? 255) < 128 ? '#' : '.')).join(
        '',
      );
    return Array.from({ length: count }, (_, line) => {
      const first = Math.round((top + line * height) * scale);
      return trimmed(Array.from({ length: Math.round(height * scale) }, (_, y) => row(first + y)));
    });
  });
}

function trimmed(rows: string[]): Picture {
  const inked = rows.flatMap((row, y) => (row.includes('#') ? [y] : []));
  const within = rows.slice(inked[0] ?? 0, (inked.at(-1) ?? -1) + 1);
  const left = Math.min(...within.map((row) => row.indexOf('#')).filter((x) => x >= 0));
  const right = Math.max(...within.map((row) => row.lastIndexOf('#')));
  return within.map((row) => row.slice(left, right + 1));
}

/** The width of a picture in pixels. */
export const widthOf = (picture: Picture | undefined): number => picture?.[0]?.length ?? 0;

/** One end of a picture, `width` pixels wide, trimmed. */
export function endOf(picture: Picture | undefined, side: 'left' | 'right', width: number): Picture {
  return trimmed((picture ?? []).map((row) => (side === 'left' ? row.slice(0, width) : row.slice(-width))));
}

/** The share of pixels in which two lines differ. Antialiasing may differ when a line is shifted by a fraction of a pixel. */
export function difference(one: Picture, other: Picture): number {
  const height = Math.max(one.length, other.length);
  const width = Math.max(widthOf(one), widthOf(other));
  if (height === 0 || width === 0) return 1;
  let different = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if ((one[y]?.[x] ?? '.') !== (other[y]?.[x] ?? '.')) different++;
  return different / (width * height);
}
