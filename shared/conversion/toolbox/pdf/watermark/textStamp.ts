import fontkit from '@cantoo/fontkit';
import {
  beginText,
  endText,
  type PDFDocument,
  type PDFFont,
  PDFName,
  type PDFOperator,
  type PDFPage,
  setFillingRgbColor,
  setFontAndSize,
  setTextMatrix,
  showText,
} from '@cantoo/pdf-lib';
import type { WatermarkOptions } from '../../../steps/watermark.ts';
import { type Font, runsOf } from '../fonts.ts';
import type { Stamp } from './stamp.ts';

type TextOptions = Pick<WatermarkOptions, 'font' | 'fontSize' | 'color'>;

interface Piece {
  text: string;
  font: PDFFont;
  width: number;
}

/**
 * Makes stamps of centred lines of text, with fonts that are embedded once.
 * @returns throws DocumentRefused `invalid_parameter` for characters without a font
 */
export function textStamps(document: PDFDocument, options: TextOptions): (text: string) => Promise<Stamp> {
  document.registerFontkit(fontkit);
  const fonts = new Map<Font, PDFFont>();
  const embed = async (font: Font) => {
    const made = fonts.get(font) ?? (await document.embedFont(font.bytes, { subset: true }));
    fonts.set(font, made);
    return made;
  };
  return (text) => textStamp(text, embed, options);
}

async function textStamp(
  text: string,
  embed: (font: Font) => Promise<PDFFont>,
  { font, fontSize = 48, color = '#000000' }: TextOptions,
): Promise<Stamp> {
  const lines: Piece[][] = [];
  for (const each of text.split(/\r\n|[\p{Cc}\u2028\u2029]/u)) {
    const pieces: Piece[] = [];
    for (const run of await runsOf(each, font)) {
      const embedded = await embed(run.font);
      const width = embedded.widthOfTextAtSize(run.text, fontSize);
      pieces.push({ text: run.text, font: embedded, width });
    }
    lines.push(pieces);
  }
  const size = {
    width: Math.max(1, ...lines.map(widthOf)),
    height: lines.length * fontSize * 1.2,
  };
  const [red = 0, green = 0, blue = 0] =
    color.match(/[0-9a-f]{2}/gi)?.map((each) => Number.parseInt(each, 16) / 255) ?? [];
  return {
    sizeOn: () => size,
    drawOn: (page) => [
      setFillingRgbColor(red, green, blue),
      ...lines.flatMap((pieces, index) => {
        // The baseline is 0.3 em above the bottom of a line of 1.2 em.
        const y = size.height - (index + 1) * fontSize * 1.2 + fontSize * 0.3;
        return drawLine(page, pieces, (size.width - widthOf(pieces)) / 2, y, fontSize);
      }),
    ],
  };
}

const widthOf = (pieces: readonly Piece[]) => pieces.reduce((sum, { width }) => sum + width, 0);

function drawLine(
  page: PDFPage,
  pieces: readonly Piece[],
  x: number,
  y: number,
  size: number,
): PDFOperator[] {
  let at = x;
  return pieces.flatMap(({ text, font, width }) => {
    const key = page.node.newFontDictionary(font.name, font.ref);
    const operators = [
      beginText(),
      setFontAndSize(PDFName.of(key.decodeText()), size),
      setTextMatrix(1, 0, 0, 1, at, y),
      showText(font.encodeText(text)),
      endText(),
    ];
    at += width;
    return operators;
  });
}
