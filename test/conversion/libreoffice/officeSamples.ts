import type { InputFile } from '../../../shared/conversion/files.ts';
import type { FormatName } from '../../../shared/conversion/formats/formats.ts';
import { zipContents } from '../../../shared/conversion/inputs/zipContents.ts';
import { defaultInputLimits } from '../../../shared/conversion/limits.ts';
import { zipOf } from '../ooxml.ts';
import { fixture, sample } from '../sample.ts';

/** An OpenDocument text in one XML file. @param body what is in its text, such as `<text:p>` */
export function fodt(body: string, more = ''): Buffer {
  const names = ['office', 'text', 'style', 'draw', 'script', 'fo', 'table'].map(
    (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${uris[name] ?? name}:1.0"`,
  );
  const links =
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"';
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<office:document ${names.join(' ')} ${links} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">${more}<office:body><office:text>${body}</office:text></office:body></office:document>`,
  );
}
const uris: Record<string, string> = { draw: 'drawing', fo: 'xsl-fo-compatible' };

/** A presentation as a show: only the type of its main part differs. */
async function ppsx(): Promise<Buffer> {
  const { bytes } = await sample('slides.pptx');
  const parts = await zipContents(bytes, defaultInputLimits.zip, () => true);
  const types = parts
    .get('[Content_Types].xml')
    ?.toString()
    .replace('presentation.main+xml', 'slideshow.main+xml');
  return zipOf({ ...Object.fromEntries(parts), '[Content_Types].xml': types ?? '' });
}

const given = (name: string) => async () => (await sample(name)).bytes;
const kept = (name: string) => () => fixture(name);
const letter = 'Harbour Books\nTides and Harbours 84.40\n';

const sources: Partial<Record<FormatName, [name: string, bytes: () => Promise<Uint8Array>]>> = {
  docx: ['letter.docx', given('letter.docx')],
  doc: ['letter.doc', kept('letter.doc')],
  odt: ['letter.odt', kept('letter.odt')],
  fodt: [
    'letter.fodt',
    async () => fodt('<text:p>Harbour Books</text:p><text:p>Tides and Harbours 84.40</text:p>'),
  ],
  rtf: ['letter.rtf', kept('letter.rtf')],
  txt: ['letter.txt', async () => Buffer.from(letter)],
  xlsx: ['budget.xlsx', given('budget.xlsx')],
  xls: ['budget.xls', kept('budget.xls')],
  ods: ['budget.ods', kept('budget.ods')],
  csv: ['budget.csv', async () => Buffer.from('Item,Quarter 1,Sum\nRent,3600,7200\nTotal,12130,25350\n')],
  pptx: ['slides.pptx', given('slides.pptx')],
  ppsx: ['slides.ppsx', ppsx],
  ppt: ['slides.ppt', kept('slides.ppt')],
  odp: ['slides.odp', kept('slides.odp')],
};

/** The formats of office documents. */
export const officeFormats = Object.keys(sources) as FormatName[];

/** A document of a format: a letter, a budget or slides, with the same words in each format. */
export async function officeSample(format: FormatName): Promise<InputFile> {
  const [name, bytes] = sources[format] ?? [];
  if (!name || !bytes) throw new Error(`There is no sample of ${format}.`);
  return { name, bytes: await bytes() };
}

/** What is in each sample of a family. */
export const wordsOf: Readonly<Record<string, string[]>> = {
  text: ['Harbour Books', 'Tides and Harbours', '84.40'],
  spreadsheet: ['Rent', '25350'],
  presentation: ['What we sold in spring', 'A shelf for maps'],
};
