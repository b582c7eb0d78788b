import type { Sharp } from 'sharp';
import { DocumentRefused } from '../../engines/engine.ts';
import { withExtension } from '../../formats/formats.ts';
import type { ThumbnailOptions } from '../../steps/thumbnail.ts';
import type { Limited, Operation } from '../operation.ts';
import { withPdf } from '../pdf/libraries/pdfium.ts';
import { renderPage } from '../pdf/pages/renderPage.ts';
import { singleFile } from '../singleFile.ts';
import { encoded, encodePixels, withImage } from './images.ts';

/** Makes a thumbnail of a PDF page or an image. */
export const thumbnail: Operation<Limited<ThumbnailOptions>> = async ({ files, options }) => {
  const { name, bytes } = singleFile({ files });
  const made = name.toLowerCase().endsWith('.pdf')
    ? await ofPage(bytes, options)
    : await ofImage(bytes, options);
  return { files: [{ name: withExtension(name, options.format), bytes: made }] };
};

function ofPage(bytes: Uint8Array, options: Limited<ThumbnailOptions>): Promise<Uint8Array> {
  const { width, height, fit, page, background = '#ffffff', limits } = options;
  // Rendered at twice the size: scaling down gives smoother results than rendering small.
  const scale = (size: { width: number; height: number }) => {
    const sides = [width / size.width, height / size.height];
    return 2 * (fit === 'cover' ? Math.max(...sides) : Math.min(...sides));
  };
  return withPdf(bytes, (module, document) => {
    const pages = module.FPDF_GetPageCount(document);
    if (page > pages)
      throw new DocumentRefused('invalid_parameter', {
        detail: `Page ${page} does not exist: the document has ${pages} page${pages === 1 ? '' : 's'}.`,
      });
    const pixels = renderPage(module, document, page - 1, { scale, background, pixels: limits.pixels });
    return encodePixels(pixels, options, (image) => resized(image, options));
  });
}

function ofImage(bytes: Uint8Array, options: Limited<ThumbnailOptions>): Promise<Uint8Array> {
  return withImage(bytes, options.limits.pixels, async (image) =>
    encoded(resized(image.autoOrient(), options), options, flatBackground(options)).toBuffer(),
  );
}

function resized(image: Sharp, options: ThumbnailOptions): Sharp {
  const { width, height, fit, background } = options;
  const behind = background === 'transparent' ? { r: 0, g: 0, b: 0, alpha: 0 } : (background ?? '#ffffff');
  return image.resize({ width, height, fit, background: behind });
}

const flatBackground = ({ background }: ThumbnailOptions) =>
  background === undefined || background === 'transparent' ? '#ffffff' : background;
