import {
  concatTransformationMatrix,
  drawObject,
  type PDFDocument,
  PDFName,
  type PDFPage,
  type PDFRef,
  setGraphicsState,
} from '@cantoo/pdf-lib';
import { DocumentRefused } from '../../../engines/engine.ts';
import type { NamedFile } from '../../../files.ts';
import { filled, type PlaceholderValues } from '../../../steps/options/placeholders.ts';
import type { WatermarkOptions } from '../../../steps/watermark.ts';
import type { Limited } from '../../operation.ts';
import { openPdf } from '../libraries/pdfLib.ts';
import { addPicture } from '../pictureObject.ts';
import type { Size, Stamp } from './stamp.ts';
import { textStamps } from './textStamp.ts';

/** Makes the stamps of a watermark: the same on all pages, or for each page a text with its placeholders. @throws DocumentRefused */
export async function makeStamps(
  document: PDFDocument,
  options: Limited<WatermarkOptions>,
  resources: readonly NamedFile[],
): Promise<(values: PlaceholderValues) => Promise<Stamp>> {
  const { text, image, pdf, opacity = text === undefined ? 1 : 0.3 } = options;
  const { context } = document;
  const state = context.register(context.obj({ Type: 'ExtGState', ca: opacity, CA: opacity }));
  const withOpacity = ({ sizeOn, drawOn }: Stamp): Stamp => ({
    sizeOn,
    drawOn: (page, size) => [
      setGraphicsState(PDFName.of(page.node.newExtGState('Stamp', state).decodeText())),
      ...drawOn(page, size),
    ],
  });
  if (text === undefined) {
    const file = fileOf(resources, image ?? pdf);
    const stamp = withOpacity(await objectStamp(document, options, file, pdf !== undefined));
    return async () => stamp;
  }
  const stampOf = textStamps(document, options);
  return async (values) => withOpacity(await stampOf(filled(text, values)));
}

function fileOf(resources: readonly NamedFile[], name: string | undefined): Uint8Array {
  const found = resources.find((each) => each.name === name);
  // The plan checks this too.
  if (!found) throw new DocumentRefused('invalid_parameter', { detail: `No input is named “${name}”.` });
  return found.bytes;
}

async function objectStamp(
  document: PDFDocument,
  { width, limits }: Limited<WatermarkOptions>,
  bytes: Uint8Array,
  isPdf: boolean,
): Promise<Stamp> {
  const { ref, natural, unit } = isPdf
    ? await pageObject(document, bytes)
    : await pictureObject(document, bytes, limits.pixels);
  const sizeOn = (page: Size) => {
    const scale =
      width === undefined
        ? Math.min(1, page.width / natural.width, page.height / natural.height)
        : width / natural.width;
    return { width: natural.width * scale, height: natural.height * scale };
  };
  const drawOn = (page: PDFPage, on: Size) => {
    const size = sizeOn(on);
    const key = page.node.newXObject('Stamp', ref);
    return [
      concatTransformationMatrix(size.width / unit.width, 0, 0, size.height / unit.height, 0, 0),
      drawObject(PDFName.of(key.decodeText())),
    ];
  };
  return { sizeOn, drawOn };
}

/** A PDF object with its natural size in points and its size in its own units. */
interface Drawn {
  ref: PDFRef;
  natural: Size;
  unit: Size;
}

async function pictureObject(document: PDFDocument, bytes: Uint8Array, pixels: number): Promise<Drawn> {
  const { ref, width, height, density } = await addPicture(document, bytes, pixels);
  return {
    ref,
    natural: { width: (width * 72) / density, height: (height * 72) / density },
    unit: { width: 1, height: 1 },
  };
}

async function pageObject(document: PDFDocument, bytes: Uint8Array): Promise<Drawn> {
  const [page] = (await openPdf(bytes)).getPages();
  if (!page) throw new DocumentRefused('corrupt_file');
  const embedded = await document.embedPage(page);
  await embedded.embed();
  const size = { width: embedded.width, height: embedded.height };
  return { ref: embedded.ref, natural: size, unit: size };
}
