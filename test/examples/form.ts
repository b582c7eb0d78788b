import { PDFDocument, rgb, StandardFonts } from '@cantoo/pdf-lib';
import { colours, logo } from './drawings.ts';

const colour = (hex: string) =>
  rgb(
    ...([0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as [number, number, number]),
  );
const a4: [number, number] = [595.28, 841.89];

/** A registration form of one page: text fields, a check box, radio buttons and a drop-down. */
export async function formPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle('Registration for the evenings on the quay');
  document.setAuthor('Harbour Books');
  document.setLanguage('en-GB');
  for (const set of ['setCreationDate', 'setModificationDate'] as const)
    document[set](new Date('2026-05-18T08:00:00Z'));
  const [regular, bold] = [
    await document.embedFont(StandardFonts.Helvetica),
    await document.embedFont(StandardFonts.HelveticaBold),
  ];
  const page = document.addPage(a4);
  const [ink, grey, blue] = [colour(colours.ink), colour(colours.grey), colour(colours.blue)];
  page.drawImage(await document.embedPng(await logo()), { x: 56, y: 752, width: 48, height: 48 });
  page.drawText('Harbour Books', { x: 116, y: 778, size: 20, font: bold, color: blue });
  page.drawText('Sea, sky and good stories since 1987', {
    x: 116,
    y: 760,
    size: 10,
    font: regular,
    color: grey,
  });
  page.drawLine({ start: { x: 56, y: 740 }, end: { x: 539, y: 740 }, thickness: 1, color: blue });
  page.drawText('Registration for the evenings on the quay', {
    x: 56,
    y: 700,
    size: 16,
    font: bold,
    color: ink,
  });

  const form = document.getForm();
  const look = {
    borderColor: colour(colours.line),
    borderWidth: 1,
    backgroundColor: colour(colours.pale),
    textColor: ink,
  };
  const label = (text: string, x: number, y: number) =>
    page.drawText(text, { x, y, size: 10, font: regular, color: grey });
  const field = (name: string, text: string, y: number, width = 300) => {
    label(text, 56, y + 7);
    const one = form.createTextField(name);
    one.addToPage(page, { x: 190, y, width, height: 22, ...look });
    one.setFontSize(11);
  };
  field('person.name', 'Name', 654);
  field('person.email', 'E-mail address', 620);
  field('seats', 'Number of seats', 586, 60);

  label('Country', 56, 559);
  const country = form.createDropdown('country');
  country.addOptions(['DE', 'FR', 'GB', 'JP']);
  country.addToPage(page, { x: 190, y: 552, width: 60, height: 22, ...look });
  country.setFontSize(11);

  label('Evening', 56, 523);
  const evening = form.createRadioGroup('evening');
  for (const [index, [value, date]] of [
    ['june', '6 June'],
    ['july', '4 July'],
    ['august', '1 August'],
  ].entries()) {
    evening.addOptionToPage(value ?? '', page, {
      x: 190 + index * 100,
      y: 519,
      width: 16,
      height: 16,
      ...look,
    });
    label(date ?? '', 212 + index * 100, 523);
  }
  form.createCheckBox('agree').addToPage(page, { x: 190, y: 484, width: 16, height: 16, ...look });
  label('I agree that Harbour Books stores these data until the evening is over.', 212, 488);
  return document.save();
}
