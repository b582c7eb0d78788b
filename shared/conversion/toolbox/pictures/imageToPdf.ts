import { concatTransformationMatrix, drawObject, PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { DocumentRefused } from '../../engines/engine.ts';
import { withExtension } from '../../formats/formats.ts';
import type { PaperOptions } from '../../steps/options/pageOptions.ts';
import { paperOf } from '../../steps/options/paper.ts';
import type { Limited, Operation } from '../operation.ts';
import { savePdf } from '../pdf/pdfLib.ts';
import { addPicture, type PictureObject } from '../pdf/pictureObject.ts';
import { singleFile } from '../singleFile.ts';
import { withImage } from './images.ts';

/** The longest side of a page in points (ISO 32000-2, annex C). */
const longestSide = 14_400;

/** Makes a PDF of a picture: a page for it, or for each page of a TIFF, as large as the picture or of a given size. */
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

/** Where a picture goes, in points. */
function layOut({ width, height, density }: PictureObject, options: PaperOptions) {
  const natural = { width: (width * 72) / density, height: (height * 72) / density };
  const given = options.landscape || Object.keys(options).some((name) => /^(paper|margin)/.test(name));
  if (!given) {
    const by = Math.min(1, longestSide / Math.max(natural.width, natural.height));
    const paper = { width: Math.max(3, natural.width * by), height: Math.max(3, natural.height * by) };
    return { paper, box: { x: 0, y: 0, ...paper } };
  }
  const { margin, ...upright } = paperOf(options);
  const turned = options.landscape ? { width: upright.height, height: upright.width } : upright;
  const paper = { width: turned.width * 72, height: turned.height * 72 };
  const room = {
    width: paper.width - (margin.left + margin.right) * 72,
    height: paper.height - (margin.top + margin.bottom) * 72,
  };
  const by = Math.min(room.width / natural.width, room.height / natural.height);
  const box = { width: natural.width * by, height: natural.height * by };
  const x = margin.left * 72 + (room.width - box.width) / 2;
  const y = margin.bottom * 72 + (room.height - box.height) / 2;
  return { paper, box: { ...box, x, y } };
}
