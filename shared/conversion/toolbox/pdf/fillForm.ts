import fontkit from '@cantoo/fontkit';
import {
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
import { DocumentRefused } from '../../engines/engine.ts';
import type { FormOptions } from '../../steps/form.ts';
import { only } from '../only.ts';
import type { Operation } from '../operation.ts';
import { flattenPdf } from './flattenPdf.ts';
import { type Font, fontOf } from './fonts.ts';
import { type FieldValue, fillField } from './formFields.ts';
import { changePdf } from './pdfLib.ts';

/** Fills in the form fields of a PDF. */
export const fillForm: Operation<FormOptions> = async (task) => {
  const { name, bytes } = only(task);
  const { fields = {}, flatten } = task.options;
  const changed = await changePdf(bytes, (document) => fill(document, fields));
  const filled = { name, bytes: changed };
  return flatten ? flattenPdf({ ...task, files: [filled], options: {} }) : { files: [filled] };
};

async function fill(document: PDFDocument, values: Record<string, FieldValue>): Promise<void> {
  const form = document.getForm();
  const fields = new Map(form.getFields().map((field) => [field.getName(), field]));
  const draw = drawer(document);
  for (const [name, value] of Object.entries(values)) {
    const field = fields.get(name);
    if (!field)
      throw new DocumentRefused('invalid_parameter', { detail: unknownField(name, [...fields.keys()]) });
    fillField(field, value);
    await draw(field);
  }
  // What an XFA form shows instead of these fields would be the old values; and the pictures of the values are there.
  form.deleteXFA();
  form.acroForm.dict.delete(PDFName.of('NeedAppearances'));
}

function unknownField(name: string, names: string[]): string {
  if (names.length === 0) return 'The document has no form fields.';
  const shown = names.slice(0, 50).map((each) => `“${each}”`);
  return `There is no field “${name}”. There are: ${shown.join(', ')}${names.length > 50 ? ', …' : ''}.`;
}

/** Draws the values of fields: in Helvetica, or in a font that has what is not Western European. */
function drawer(document: PDFDocument): (field: PDFField) => Promise<void> {
  document.registerFontkit(fontkit);
  const helvetica = document.embedStandardFont(StandardFonts.Helvetica);
  const western = new Set(helvetica.getCharacterSet());
  const fonts = new Map<Font, Awaited<ReturnType<PDFDocument['embedFont']>>>();
  return async (field) => {
    if (field instanceof PDFTextField || field instanceof PDFDropdown || field instanceof PDFOptionList) {
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
