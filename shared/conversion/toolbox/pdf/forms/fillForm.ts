import type { PDFDocument } from '@cantoo/pdf-lib';
import { DocumentRefused } from '../../../engines/engine.ts';
import type { FormOptions } from '../../../steps/form.ts';
import type { Operation } from '../../operation.ts';
import { singleFile } from '../../singleFile.ts';
import { changePdf } from '../libraries/pdfLib.ts';
import { drawUndrawnFields, fieldDrawer } from './drawFields.ts';
import { flattenPdf } from './flattenPdf.ts';
import { type FieldValue, fillField } from './formFields.ts';

/** Fills in the form fields of a PDF. */
export const fillForm: Operation<FormOptions> = async (task) => {
  const { name, bytes } = singleFile(task);
  const { fields = {}, flatten } = task.options;
  const changed = await changePdf(bytes, (document) => fill(document, fields));
  const filled = { name, bytes: changed };
  return flatten ? flattenPdf({ ...task, files: [filled], options: {} }) : { files: [filled] };
};

async function fill(document: PDFDocument, values: Record<string, FieldValue>): Promise<void> {
  const form = document.getForm();
  const fields = new Map(form.getFields().map((field) => [field.getName(), field]));
  const draw = fieldDrawer(document);
  for (const [name, value] of Object.entries(values)) {
    const field = fields.get(name);
    if (!field)
      throw new DocumentRefused('invalid_parameter', { detail: unknownField(name, [...fields.keys()]) });
    fillField(field, value);
    await draw(field);
  }
  await drawUndrawnFields(document, draw);
  // An XFA form would show the old values instead of these fields.
  form.deleteXFA();
}

function unknownField(name: string, names: string[]): string {
  if (names.length === 0) return 'The document has no form fields.';
  const shown = names.slice(0, 50).map((each) => `“${each}”`);
  return `The form has no field “${name}”. Its fields are ${shown.join(', ')}${names.length > 50 ? ', …' : ''}.`;
}
