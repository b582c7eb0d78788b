import fontkit from '@cantoo/fontkit';
import {
  PDFBool,
  PDFCheckBox,
  type PDFDocument,
  PDFDropdown,
  type PDFField,
  PDFName,
  PDFOptionList,
  PDFRadioGroup,
  PDFTextField,
  StandardFonts,
} from '@cantoo/pdf-lib';
import { type Font, fontOf } from '../fonts.ts';
import { hasForm } from '../libraries/pages.ts';
import { withPdf } from '../libraries/pdfium.ts';
import { changePdf } from '../libraries/pdfLib.ts';
import { needsAppearances } from '../libraries/qpdf.ts';

/** Draws the appearance of a field from its value. @throws DocumentRefused `invalid_parameter` if no font has a character */
type Draw = (field: PDFField) => Promise<void>;

const needAppearances = PDFName.of('NeedAppearances');

/** Returns a function that draws fields, in Helvetica or, for other than Western European characters, in a font that has them. */
export function fieldDrawer(document: PDFDocument): Draw {
  document.registerFontkit(fontkit);
  const helvetica = document.embedStandardFont(StandardFonts.Helvetica);
  const western = new Set(helvetica.getCharacterSet());
  const fonts = new Map<Font, Awaited<ReturnType<PDFDocument['embedFont']>>>();
  return async (field) => {
    if (isText(field)) {
      const text =
        field instanceof PDFTextField
          ? (field.getText() ?? '')
          : [...field.getSelected(), ...field.getOptions()].join('');
      if ([...text].every((each) => western.has(each.codePointAt(0) ?? 0) || /\s/.test(each)))
        return field.updateAppearances(helvetica);
      const font = await fontOf(text);
      const embedded = fonts.get(font) ?? (await document.embedFont(font.bytes, { subset: true }));
      fonts.set(font, embedded);
      return field.updateAppearances(embedded);
    }
    if (field instanceof PDFCheckBox || field instanceof PDFRadioGroup) field.defaultUpdateAppearances();
  };
}

/**
 * Draws all fields of a form whose `NeedAppearances` is true (ISO 32000-1, 12.7.2), because their existing appearances may
 * show other values. Rich text and the images of buttons are not redrawn.
 */
export async function drawUndrawnFields(document: PDFDocument, draw = fieldDrawer(document)): Promise<void> {
  const form = document.getForm();
  if (form.acroForm.dict.lookup(needAppearances) === PDFBool.True)
    for (const field of form.getFields()) if (isUndrawn(field)) await draw(field);
  form.acroForm.dict.delete(needAppearances);
}

/** A PDF whose fields are all drawn; the same bytes if they are already. */
export async function withDrawnFields(bytes: Uint8Array): Promise<Uint8Array> {
  // PDFium is faster to find that there is no form.
  const isUndrawn = (await withPdf(bytes, hasForm)) && (await needsAppearances(bytes));
  return isUndrawn ? changePdf(bytes, (document) => drawUndrawnFields(document)) : bytes;
}

function isUndrawn(field: PDFField): boolean {
  if (field instanceof PDFTextField) return !field.isRichFormatted();
  if (field instanceof PDFCheckBox || field instanceof PDFRadioGroup) return field.needsAppearancesUpdate();
  return isText(field);
}

const isText = (field: PDFField) =>
  field instanceof PDFTextField || field instanceof PDFDropdown || field instanceof PDFOptionList;
