import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { DocumentRefused } from '../../engines/engine.ts';
import { asLine } from '../../steps/options/textLine.ts';
import { escapeHtml } from '../html/escapeHtml.ts';
import type { Limited, Operation } from '../operation.ts';
import { textOf, withPdf } from '../pdf/pdfium.ts';
import { type Rendering, renderPage } from '../pdf/renderPage.ts';
import { textOfPage } from '../pdf/textOfPage.ts';
import { encodePixels } from '../pictures/images.ts';
import { singleFile } from '../singleFile.ts';
import { slideStyle } from './slideStyle.ts';

/** Pixels from the left edge of a slide to its right one. */
const slideWidth = 1280;

/** The bytes of the page: it lies in memory as a whole, here and in the browser that shows it. */
const mostBytes = 200_000_000;

/** The characters of a text that stands in place of a picture: all of it stands below the picture. */
const longestAlternative = 1_000;

/** Nothing runs and nothing is loaded, whoever shows the page: it holds all that it has. */
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/**
 * Slides, which come as the pages of a PDF, as one page of HTML: the picture of each, and its text to be found, copied and read
 * aloud.
 * @throws DocumentRefused `corrupt_file`, `too_many_pixels`, `too_large_inside`
 */
export const slidesToHtml: Operation<Limited<object>> = async ({ files, options: { limits } }) => {
  const { name, bytes } = singleFile({ files });
  const pieces = await withPdf(bytes, async (module, document) => {
    const rendering: Rendering = {
      scale: ({ width }) => slideWidth / width,
      background: '#ffffff',
      pixels: limits.pixels,
    };
    const count = module.FPDF_GetPageCount(document);
    const title = titleOf(module, document) || name.replace(/\.[^.]*$/, '');
    const made = [Buffer.from(head(title))];
    let size = 0;
    for (let index = 0; index < count; index++) {
      const pixels = renderPage(module, document, index, rendering);
      const picture = Buffer.from(await encodePixels(pixels, { format: 'webp' }));
      const { width, height } = pixels;
      const text = textOfPage(module, document, index);
      const slide = Buffer.from(section({ picture, width, height, text, number: index + 1, count }));
      size += slide.byteLength;
      if (size > mostBytes) throw new DocumentRefused('too_large_inside');
      made.push(slide);
    }
    return [...made, Buffer.from('</main>\n</body>\n</html>\n')];
  });
  return { files: [{ name, bytes: Buffer.concat(pieces) }] };
};

/** Says no language: LibreOffice tells that of no presentation. */
function head(title: string): string {
  const shown = escapeHtml(title);
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${shown}</title>
<style>${slideStyle}</style>
</head>
<body>
<main>
<h1>${shown}</h1>
`;
}

interface Slide {
  picture: Buffer;
  width: number;
  height: number;
  text: string;
  /** Which one it is, from 1. */
  number: number;
  /** How many there are. */
  count: number;
}

function section({ picture, width, height, text, number, count }: Slide): string {
  const place = `${number} / ${count}`;
  const lines = linesOf(text);
  const alternative = escapeHtml(asLine(lines, longestAlternative) || place);
  const below = lines
    ? `<details><summary>${place} · Text</summary><p>${escapeHtml(lines)}</p></details>`
    : `<p class="place">${place}</p>`;
  return `<section id="slide-${number}" aria-label="${place}">
<img src="data:image/webp;base64,${picture.toString('base64')}" width="${width}" height="${height}" alt="${alternative}">
${below}
</section>
`;
}

/** A text without what HTML takes for no character, and without space around its lines. */
function linesOf(text: string): string {
  return text
    .split('\n')
    .map((each) => each.replace(/\p{Cc}+/gu, ' ').trim())
    .filter(Boolean)
    .join('\n');
}

function titleOf(module: WrappedPdfiumModule, document: number): string {
  const title = textOf(module, (at, size) => module.FPDF_GetMetaText(document, 'Title', at, size));
  return asLine(title.toWellFormed(), 500);
}
