import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';

const a4: [number, number] = [595.28, 841.89];

/** A picture of a page as a scanner makes it: grey, slightly rotated, with noise. @param page a PNG of 100 pixels per inch */
async function scanned(page: Uint8Array): Promise<Buffer> {
  const { width, height } = await sharp(page).metadata();
  const paper = { r: 246, g: 245, b: 240 };
  const noise = await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: paper,
      noise: { type: 'gaussian', mean: 244, sigma: 5 },
    },
  })
    .png()
    .toBuffer();
  const turned = await sharp(page)
    .flatten({ background: '#fff' })
    .rotate(0.7, { background: '#fff' })
    .resize(width, height, { fit: 'cover' })
    .png()
    .toBuffer();
  return sharp(noise)
    .composite([{ input: turned, blend: 'multiply' }])
    .greyscale()
    .blur(0.4)
    .jpeg({ quality: 38, mozjpeg: true })
    .toBuffer();
}

/** A PDF of one page that has a picture and no text, as scanners make it. */
export async function scanPdf(page: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (const set of ['setCreationDate', 'setModificationDate'] as const)
    document[set](new Date('2026-05-20T08:00:00Z'));
  const image = await document.embedJpg(await scanned(page));
  document.addPage(a4).drawImage(image, { x: 0, y: 0, width: a4[0], height: a4[1] });
  return document.save();
}
