import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { DocumentRefused } from '../../engines/engine.ts';
import { asLine } from '../../steps/options/textLine.ts';
import { escapeHtml } from '../html/escapeHtml.ts';
import type { Limited, Operation } from '../operation.ts';
import { textOf, withPdf } from '../pdf/libraries/pdfium.ts';
import { type Rendering, renderPage } from '../pdf/pages/renderPage.ts';
import { textOfPage } from '../pdf/text/textOfPage.ts';
import { encodePixels } from '../pictures/images.ts';
import { singleFile } from '../singleFile.ts';
import { slideStyle } from './slideStyle.ts';

/** Width of a slide's image in pixels. */
const slideWidth = 1280;

/** Limit of the page in bytes: it is held in memory, here and in the browser that shows it. */
const maximumBytes = 200_000_000;

/** Limit of alternative text in characters. The full text follows below the image. */
const maximumAltLength = 1_000;

/** The page contains everything: no viewer runs scripts or loads anything for it. */
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/**
 * Converts slides, given as pages of a PDF, to one HTML page with an image of each slide and its text for search, copying and
 * screen readers.
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
      if (size > maximumBytes) throw new DocumentRefused('too_large_inside');
      made.push(slide);
    }
    return [...made, Buffer.from('</main>\n</body>\n</html>\n')];
  });
  return { files: [{ name, bytes: Buffer.concat(pieces) }] };
};

/** Without a language, because LibreOffice does not export the language of presentations. */
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
  /** Slide number, from 1. */
  number: number;
  /** Number of slides. */
  count: number;
}

function section({ picture, width, height, text, number, count }: Slide): string {
  const place = `${number} / ${count}`;
  const lines = linesOf(text);
  const alternative = escapeHtml(asLine(lines, maximumAltLength) || place);
  const below = lines
    ? `<details><summary>${place} · Text</summary><p>${escapeHtml(lines)}</p></details>`
    : `<p class="place">${place}</p>`;
  return `<section id="slide-${number}" aria-label="${place}">
<img src="data:image/webp;base64,${picture.toString('base64')}" width="${width}" height="${height}" alt="${alternative}">
${below}
</section>
`;
}

/** Removes control characters, which HTML does not allow, and whitespace around lines. */
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
