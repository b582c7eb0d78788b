import { PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import type { NamedFile } from '../../../../shared/conversion/files.ts';
import { formPdf, linksPdf, pdfOf, undrawnForm } from '../../pdfs.ts';
import { inkIn, meanDifference, pixelsOf } from '../../pictures.ts';
import { jobsOn } from '../../toolbox.ts';
import { embeddedForm } from './pdfa/offendingPdfs.ts';

const { one, json, run } = jobsOn();

const form = await formPdf();
const filled = (fields: object, more: object = {}) => one(form, { type: 'form', fields, ...more });
const all = { 'person.name': 'Zoë', agree: true, size: 'large', country: 'JP', languages: ['a', 'c'] };
const valuesOf = async (file: NamedFile) => {
  const { fields } = (await json(file, { type: 'form' })) as { fields: { name: string; value: unknown }[] };
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
};

describe('a form', () => {
  it('lists its fields', async () => {
    const common = { required: false, readOnly: false };
    expect(await json(form, { type: 'form' })).toEqual({
      fields: [
        {
          name: 'person.name',
          type: 'text',
          value: '',
          multiline: false,
          password: false,
          maxLength: 20,
          ...common,
        },
        { name: 'agree', type: 'checkbox', value: false, ...common },
        { name: 'size', type: 'radio', value: null, options: ['small', 'large'], ...common },
        { name: 'country', type: 'dropdown', value: [], options: ['DE', 'JP'], editable: false, ...common },
        { name: 'languages', type: 'list', value: [], options: ['a', 'b', 'c'], multiple: true, ...common },
      ],
    });
  });

  it('has no fields in a document without a form', async () => {
    expect(await json(await pdfOf(['a']), { type: 'form' })).toEqual({ fields: [] });
  });

  it('is filled in with visible values', async () => {
    const file = await filled(all);
    expect(await valuesOf(file)).toEqual({ ...all, country: ['JP'] });
    const [before, after] = await Promise.all([form, file].map((each) => pixelsOf(each)));
    const name = [0.06, 0.1, 0.5, 0.16] as const;
    expect(inkIn(before as never, ...name)).toBe(0);
    expect(inkIn(after as never, ...name)).toBeGreaterThan(20);
  });

  it('has its values in the text, after that of the page', async () => {
    const { bytes } = await one(form, { type: 'form', fields: all }, { type: 'text' });
    expect(Buffer.from(bytes).toString()).toContain('Zoë');
  });

  it('can be cleared', async () => {
    const empty = { 'person.name': '', agree: false, languages: [] };
    expect(await valuesOf(await one(await filled(all), { type: 'form', fields: empty }))).toMatchObject(
      empty,
    );
  });

  it.each([
    ['山田太郎', '山田次郎'],
    ['Łódź', 'Łodz'],
    ['مرحبا', 'مرحيا'],
  ])('shows %s in a font with its glyphs', async (text, other) => {
    const [one, two] = await Promise.all(
      [text, other].map(async (name) => pixelsOf(await filled({ 'person.name': name }, { flatten: true }))),
    );
    expect(meanDifference(one, two)).toBeGreaterThan(0);
  });

  it.each([
    { type: 'form', fields: all, flatten: true },
    [{ type: 'form', fields: all }, { type: 'flatten' }],
  ])('becomes part of the page with the same appearance: %j', async (steps) => {
    const flat = await one(form, ...[steps].flat());
    expect((await PDFDocument.load(flat.bytes)).getForm().getFields()).toEqual([]);
    expect(meanDifference(await pixelsOf(flat), await pixelsOf(await filled(all)))).toBeLessThan(0.5);
  });

  it.each([
    [{ nobody: 'x' }, 'person.name'],
    [{ size: 'huge' }, 'small'],
    [{ country: 'XX' }, 'DE'],
    [{ country: ['DE', 'JP'] }, 'one option'],
    [{ languages: ['a', 'z'] }, '“c”'],
    [{ agree: 'yes' }, 'true or false'],
    [{ 'person.name': ['a'] }, 'text'],
    [{ 'person.name': 'x'.repeat(21) }, '20 characters'],
    [{ 'person.name': '🦄' }, 'U+1F984'],
  ])('refuses %j and lists the valid values', async (fields, hint) => {
    await expect(filled(fields)).rejects.toMatchObject({
      code: 'invalid_parameter',
      detail: expect.stringContaining(hint),
    });
  });

  it('is refused to be filled in without fields', async () => {
    await expect(one(await pdfOf(['a']), { type: 'form', fields: { a: 'b' } })).rejects.toMatchObject({
      detail: 'The document has no form fields.',
    });
  });
});

describe('forms that are merged', async () => {
  const forms = [await embeddedForm('first', 'Alice'), await embeddedForm('second', 'Bob')];
  const lookAlike = async (merged: NamedFile) => {
    for (const [index, single] of forms.entries()) {
      const page = await one(merged, { type: 'split', splitMode: 'pages', splitSpan: `${index + 1}` });
      expect(meanDifference(await pixelsOf(page), await pixelsOf(single)), single.name).toBe(0);
    }
  };

  it('show each field in its own font', async () => {
    const [merged] = await run(forms, { type: 'merge' });
    await lookAlike(merged as NamedFile);
    expect(await valuesOf(merged as NamedFile)).toEqual({ first: 'Alice', second: 'Bob' });
  });

  it('become PDF/A afterwards', async () => {
    const [archived] = await run(forms, { type: 'merge' }, { type: 'convert', to: 'pdf', pdfa: 'PDF/A-2b' });
    await lookAlike(archived as NamedFile);
  });

  it('show each field in its own font, whichever file comes first', async () => {
    const plain = await pdfOf(['a']);
    const [merged] = await run([plain, ...forms], { type: 'merge' });
    const split = { type: 'split', splitMode: 'pages', splitSpan: '2-3' };
    await lookAlike(await one(merged as NamedFile, split));
  });
});

describe('a form that leaves drawing its fields to the reader', () => {
  const flatText = async (file: NamedFile, ...steps: unknown[]) =>
    Buffer.from((await one(file, ...steps, { type: 'flatten' }, { type: 'text' })).bytes).toString();

  it.each([
    ['no appearance', 'new', undefined],
    ['an outdated appearance', 'new', 'old'],
    ['an appearance and a value in another script', '山田太郎', 'old'],
  ])('shows the value of a field with %s once it is flattened', async (_what, value, drawn) => {
    expect(await flatText(undrawnForm(value, drawn))).toBe(value);
  });

  it.each([undefined, 'old'])('has the value of a field in its text, drawn before as %s', async (drawn) => {
    const { bytes } = await one(undrawnForm('new', drawn), { type: 'text' });
    expect(Buffer.from(bytes).toString()).toBe('new');
  });

  it('shows the other fields once one is filled in', async () => {
    const [merged] = await run([undrawnForm('kept'), form], { type: 'merge' });
    const step = { type: 'form', fields: { 'person.name': 'Zoë' } };
    expect(await flatText(merged as NamedFile, step)).toMatch(/kept.*Zoë/s);
  });
});

describe('links that are flattened', () => {
  it('remain links and look the same', async () => {
    const flat = await one(linksPdf(), { type: 'flatten' });
    const annotations = (await PDFDocument.load(flat.bytes)).getPage(0).node.Annots();
    const dicts = annotations?.asArray().map((_, index) => annotations.lookup(index, PDFDict)) ?? [];
    expect(
      dicts.map((dict) => [`${dict.get(PDFName.of('Subtype'))}`, `${dict.get(PDFName.of('AP'))}`]),
    ).toEqual(Array(3).fill(['/Link', 'undefined']));
    expect(dicts.map((dict) => `${dict.get(PDFName.of('Border'))}`)).toEqual([
      '[ 0 0 2 ]',
      '[ 0 0 2 ]',
      '[ 0 0 0 ]',
    ]);
    expect(meanDifference(await pixelsOf(flat), await pixelsOf(linksPdf()))).toBe(0);
  });
});
