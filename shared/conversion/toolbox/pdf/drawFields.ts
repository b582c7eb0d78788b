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
import { type Font, fontOf } from './fonts.ts';

/** Writes the appearance of a field from its value. @throws DocumentRefused `invalid_parameter` if no font has a character */
type Draw = (field: PDFField) => Promise<void>;

const needAppearances = PDFName.of('NeedAppearances');

/** Draws the values of fields: in Helvetica, or in a font that has what is not Western European. */
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
 * Draws all fields of a form that leaves this to its reader (`NeedAppearances`, ISO 32000-1, 12.7.2): appearances that
 * it has may show other values. Rich text and the pictures of buttons stay as they are.
 */
export async function drawUndrawnFields(document: PDFDocument, draw = fieldDrawer(document)): Promise<void> {
  const form = document.getForm();
  if (form.acroForm.dict.lookup(needAppearances) === PDFBool.True)
    for (const field of form.getFields()) if (isUndrawn(field)) await draw(field);
  form.acroForm.dict.delete(needAppearances);
}

function isUndrawn(field: PDFField): boolean {
  if (field instanceof PDFTextField) return !field.isRichFormatted();
  if (field instanceof PDFCheckBox || field instanceof PDFRadioGroup) return field.needsAppearancesUpdate();
  return isText(field);
}

const isText = (field: PDFField) =>
  field instanceof PDFTextField || field instanceof PDFDropdown || field instanceof PDFOptionList;
