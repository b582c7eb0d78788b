import { DocumentRefused } from '../../../engines/engine.ts';
import type { NamedFile } from '../../../files.ts';
import type { ImagesOptions } from '../../../steps/images.ts';
import type { Limited, Operation } from '../../operation.ts';
import { encodePixels, type ImageFormat } from '../../pictures/images.ts';
import { singleFile } from '../../singleFile.ts';
import { numberedName, selectPages } from '../libraries/pages.ts';
import { withPdf } from '../libraries/pdfium.ts';
import { renderPage } from './renderPage.ts';

/** Limit of all images of a document in bytes: they are held in memory together. */
const maximumBytes = 500_000_000;

/** Renders each page of a PDF as an image. As a hop of a conversion it gets `to` instead of `format`. */
export const renderPages: Operation<Limited<ImagesOptions> & { to?: ImageFormat }> = async ({
  files,
  options,
}) => {
  const { name, bytes } = singleFile({ files });
  const { dpi = 150, quality, background = '#ffffff', limits } = options;
  const format = options.to ?? options.format;
  const rendering = { scale: () => dpi / 72, background, pixels: limits.pixels };
  const pictures = await withPdf(bytes, async (module, document) => {
    const count = module.FPDF_GetPageCount(document);
    const chosen = selectPages(options.pages, count);
    if (chosen.length > limits.files) throw new DocumentRefused('too_many_files');
    const made: NamedFile[] = [];
    let size = 0;
    for (const index of chosen) {
      const pixels = renderPage(module, document, index, rendering);
      const picture = await encodePixels(pixels, { format, quality });
      size += picture.byteLength;
      if (size > maximumBytes) throw new DocumentRefused('too_large_inside');
      const page = index + 1;
      made.push({ name: numberedName(name, page, count, format), bytes: picture, page });
    }
    return made;
  });
  return { files: pictures };
};
