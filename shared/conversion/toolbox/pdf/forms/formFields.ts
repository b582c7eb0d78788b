import {
  PDFButton,
  PDFCheckBox,
  PDFDropdown,
  type PDFField,
  PDFOptionList,
  PDFRadioGroup,
  PDFSignature,
  PDFTextField,
} from '@cantoo/pdf-lib';
import { DocumentRefused } from '../../../engines/engine.ts';

/** A value of a field. */
export type FieldValue = string | number | boolean | string[];

/** How a kind of field is recognised, read and filled in. */
interface FieldKind {
  type: string;
  is(field: PDFField): boolean;
  /** Its value, its possible values and its flags. */
  read(field: never): Record<string, unknown>;
  /** @returns what is wrong with the value, or undefined */
  fill?(field: never, value: FieldValue): string | undefined;
}

const oneOf = (options: string[]) => `must be one of ${options.map((each) => `“${each}”`).join(', ')}`;
const listed = (value: FieldValue) => (Array.isArray(value) ? value : [String(value)]);
const selected = (field: PDFDropdown | PDFOptionList) => ({
  value: field.getSelected(),
  options: field.getOptions(),
});

function select(field: PDFDropdown | PDFOptionList, value: FieldValue, free: boolean): string | undefined {
  const chosen = listed(value);
  const options = field.getOptions();
  if (!free && !chosen.every((each) => options.includes(each))) return oneOf(options);
  if (chosen.length > 1 && !field.isMultiselect()) return 'must be one option';
  if (chosen.length === 0) field.clear();
  else field.select(chosen);
  return undefined;
}

/** All kinds of fields. */
const kinds: readonly FieldKind[] = [
  {
    type: 'text',
    is: (field) => field instanceof PDFTextField,
    read: (field: PDFTextField) => ({
      value: field.isRichFormatted() ? undefined : (field.getText() ?? ''),
      multiline: field.isMultiline(),
      password: field.isPassword(),
      maxLength: field.getMaxLength(),
    }),
    fill: (field: PDFTextField, value) => {
      if (Array.isArray(value)) return 'must be a text';
      const maximum = field.getMaxLength();
      if (maximum !== undefined && String(value).length > maximum)
        return `must have at most ${maximum} characters`;
      if (field.isRichFormatted()) field.disableRichFormatting();
      field.setText(String(value));
      return undefined;
    },
  },
  {
    type: 'checkbox',
    is: (field) => field instanceof PDFCheckBox,
    read: (field: PDFCheckBox) => ({ value: field.isChecked() }),
    fill: (field: PDFCheckBox, value) => {
      if (typeof value !== 'boolean') return 'must be true or false';
      if (value) field.check();
      else field.uncheck();
      return undefined;
    },
  },
  {
    type: 'radio',
    is: (field) => field instanceof PDFRadioGroup,
    read: (field: PDFRadioGroup) => ({ value: field.getSelected() ?? null, options: field.getOptions() }),
    fill: (field: PDFRadioGroup, value) => {
      const options = field.getOptions();
      if (!options.includes(String(value))) return oneOf(options);
      field.select(String(value));
      return undefined;
    },
  },
  {
    type: 'dropdown',
    is: (field) => field instanceof PDFDropdown,
    read: (field: PDFDropdown) => ({ ...selected(field), editable: field.isEditable() }),
    fill: (field: PDFDropdown, value) => select(field, value, field.isEditable()),
  },
  {
    type: 'list',
    is: (field) => field instanceof PDFOptionList,
    read: (field: PDFOptionList) => ({ ...selected(field), multiple: field.isMultiselect() }),
    fill: (field: PDFOptionList, value) => select(field, value, false),
  },
  { type: 'button', is: (field) => field instanceof PDFButton, read: () => ({}) },
  { type: 'signature', is: (field) => field instanceof PDFSignature, read: () => ({}) },
];

const kindOf = (field: PDFField) => kinds.find(({ is }) => is(field));

/** Describes a field as JSON. */
export function describeField(field: PDFField): Record<string, unknown> {
  const kind = kindOf(field);
  return {
    name: field.getName(),
    type: kind?.type ?? 'unknown',
    ...kind?.read(field as never),
    required: field.isRequired(),
    readOnly: field.isReadOnly(),
  };
}

/** Fills in a field. @throws DocumentRefused `invalid_parameter` */
export function fillField(field: PDFField, value: FieldValue): void {
  const kind = kindOf(field);
  const wrong = kind?.fill ? kind.fill(field as never, value) : 'cannot be filled in';
  if (wrong)
    throw new DocumentRefused('invalid_parameter', { detail: `The field “${field.getName()}” ${wrong}.` });
}
