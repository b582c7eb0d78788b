import { withExtension } from '../../../formats/formats.ts';
import type { Operation } from '../../operation.ts';
import { singleFile } from '../../singleFile.ts';
import { openPdf, savePdf } from '../libraries/pdfLib.ts';
import { qpdf } from '../libraries/qpdf.ts';
import { characterNames } from './characterNames.ts';
import { type DrawnBoxes, drawnBoxes } from './drawnBoxes.ts';
import { mapCodes } from './toUnicode.ts';

/**
 * Warns of the characters that are drawn as boxes, and maps boxes that have no character: Chromium leaves out the first missing
 * character of each font.
 * @param options.characters characters of the document that may have no glyph
 * @returns the PDF
 */
export const missingGlyphs: Operation<{ characters: number[] }> = async ({ files, options }) => {
  const { name, bytes } = singleFile({ files });
  // Engines may name their results differently. Results are counted by the extension.
  const file = { name: withExtension(name, 'pdf'), bytes };
  // pdf-lib cuts off streams whose length is an object of its own and whose last byte is a line end.
  const plain = await qpdf({ 'in.pdf': bytes }, ['/in.pdf', '--object-streams=disable']);
  const document = await openPdf(plain);
  const boxes = drawnBoxes(document);
  const { texts, page, unmapped } = boxes;
  if (page === undefined) return { files: [file] };
  const undrawn = unmapped.size > 0 ? undrawnCharacters(options.characters, boxes) : [];
  // Both are in the order of the document.
  const isSure =
    undrawn.length === unmapped.size && [...unmapped.values()].every((codes) => codes.size === 1);
  for (const [index, [font, codes]] of [...unmapped].entries())
    mapCodes(font, [...codes], (isSure && undrawn[index]) || '\ufffd');
  const made = unmapped.size > 0 ? await savePdf(document) : bytes;
  const names = characterNames([...texts, ...undrawn]);
  const detail = `No available font has glyphs for ${names || 'some characters'}. Boxes are drawn in their place.`;
  return { files: [{ ...file, bytes: made }], warnings: [{ code: 'glyphs_missing', detail, page }] };
};

/** Visible characters of the document that its PDF does not name. */
function undrawnCharacters(characters: readonly number[], { texts, drawn }: DrawnBoxes): string[] {
  const named = new Set([...texts].flatMap((text) => [...text]));
  return characters
    .map((character) => String.fromCodePoint(character))
    .filter(
      (each) => !named.has(each) && !drawn.has(each) && !/[\p{Cf}\p{Variation_Selector}\p{Z}]/u.test(each),
    );
}
