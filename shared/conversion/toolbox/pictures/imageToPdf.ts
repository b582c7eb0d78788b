import { concatTransformationMatrix, drawObject, PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { DocumentRefused } from '../../engines/engine.ts';
import { withExtension } from '../../formats/formats.ts';
import type { PaperOptions } from '../../steps/options/pageOptions.ts';
import { paperOf } from '../../steps/options/paper.ts';
import type { Limited, Operation } from '../operation.ts';
import { savePdf } from '../pdf/libraries/pdfLib.ts';
import { addPicture, type PictureObject } from '../pdf/pictureObject.ts';
import { singleFile } from '../singleFile.ts';
import { withImage } from './images.ts';

/** Longest side of a page in points (ISO 32000-2, annex C). */
const longestSide = 14_400;

/** Makes a PDF of an image, with one page for each page of a TIFF. Pages have the size of the image or a given size. */
export const imageToPdf: Operation<Limited<PaperOptions>> = async ({ files, options }) => {
  const { name, bytes } = singleFile({ files });
  const { limits } = options;
  const count = await withImage(bytes, limits.pixels, async (image) => {
    const { format, pages = 1 } = await image.metadata();
    return format === 'tiff' ? pages : 1;
  });
  if (count > limits.pages) throw new DocumentRefused('too_many_pages');
  const document = await PDFDocument.create({ updateMetadata: false });
  for (let page = 0; page < count; page++) {
    const picture = await addPicture(document, bytes, limits.pixels, page);
    const { paper, box } = layOut(picture, options);
    const sheet = document.addPage([paper.width, paper.height]);
    const key = sheet.node.newXObject('Picture', picture.ref);
    sheet.pushOperators(
      concatTransformationMatrix(box.width, 0, 0, box.height, box.x, box.y),
      drawObject(PDFName.of(key.decodeText())),
    );
  }
  return { files: [{ name: withExtension(name, 'pdf'), bytes: await savePdf(document) }] };
};

/** Paper size and position of the image, in points. */
function layOut({ width, height, density }: PictureObject, options: PaperOptions) {
  const natural = { width: (width * 72) / density, height: (height * 72) / density };
  const isPaperGiven = options.landscape || Object.keys(options).some((name) => /^(paper|margin)/.test(name));
  if (!isPaperGiven) {
    const scale = Math.min(1, longestSide / Math.max(natural.width, natural.height));
    const paper = { width: Math.max(3, natural.width * scale), height: Math.max(3, natural.height * scale) };
    return { paper, box: { x: 0, y: 0, ...paper } };
  }
  const { margin, ...upright } = paperOf(options);
  const oriented = options.landscape ? { width: upright.height, height: upright.width } : upright;
  const paper = { width: oriented.width * 72, height: oriented.height * 72 };
  const space = {
    width: paper.width - (margin.left + margin.right) * 72,
    height: paper.height - (margin.top + margin.bottom) * 72,
  };
  const scale = Math.min(space.width / natural.width, space.height / natural.height);
  const box = { width: natural.width * scale, height: natural.height * scale };
  const x = margin.left * 72 + (space.width - box.width) / 2;
  const y = margin.bottom * 72 + (space.height - box.height) / 2;
  return { paper, box: { ...box, x, y } };
}
