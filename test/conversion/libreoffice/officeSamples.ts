import type { NamedFile } from '../../../shared/conversion/files.ts';
import type { FormatName } from '../../../shared/conversion/formats/formats.ts';
import { zipContents } from '../../../shared/conversion/inputs/zipContents.ts';
import { defaultInputLimits } from '../../../shared/conversion/limits.ts';
import { zipOf } from '../ooxml.ts';
import { fixture, sample } from '../sample.ts';

/** A flat OpenDocument text. @param body content of its text, such as `<text:p>` @param more elements before the body */
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

/** A slide show. It differs from a presentation only in the content type of its main part. */
async function ppsx(): Promise<Buffer> {
  const { bytes } = await sample('slides.pptx');
  const parts = await zipContents(bytes, defaultInputLimits.zip, () => true);
  const types = parts
    .get('[Content_Types].xml')
    ?.toString()
    .replace('presentation.main+xml', 'slideshow.main+xml');
  return zipOf({ ...Object.fromEntries(parts), '[Content_Types].xml': types ?? '' });
}

const fromExamples = (name: string) => async () => (await sample(name)).bytes;
const fromFixtures = (name: string) => () => fixture(name);
const letter = 'Harbour Books\nTides and Harbours 84.40\n';

const sources: Partial<Record<FormatName, [name: string, bytes: () => Promise<Uint8Array>]>> = {
  docx: ['letter.docx', fromExamples('letter.docx')],
  doc: ['letter.doc', fromFixtures('letter.doc')],
  odt: ['letter.odt', fromFixtures('letter.odt')],
  fodt: [
    'letter.fodt',
    async () => fodt('<text:p>Harbour Books</text:p><text:p>Tides and Harbours 84.40</text:p>'),
  ],
  rtf: ['letter.rtf', fromFixtures('letter.rtf')],
  txt: ['letter.txt', async () => Buffer.from(letter)],
  xlsx: ['budget.xlsx', fromExamples('budget.xlsx')],
  xls: ['budget.xls', fromFixtures('budget.xls')],
  ods: ['budget.ods', fromFixtures('budget.ods')],
  csv: ['budget.csv', async () => Buffer.from('Item,Quarter 1,Sum\nRent,3600,7200\nTotal,12130,25350\n')],
  pptx: ['slides.pptx', fromExamples('slides.pptx')],
  ppsx: ['slides.ppsx', ppsx],
  ppt: ['slides.ppt', fromFixtures('slides.ppt')],
  odp: ['slides.odp', fromFixtures('slides.odp')],
};

export const officeFormats = Object.keys(sources) as FormatName[];

/** A sample in a format: a letter, a budget or slides, with the same words in each format. */
export async function officeSample(format: FormatName): Promise<NamedFile> {
  const [name, bytes] = sources[format] ?? [];
  if (!name || !bytes) throw new Error(`There is no sample of ${format}.`);
  return { name, bytes: await bytes() };
}

/** Words in every sample of a family. */
export const wordsOf: Readonly<Record<string, string[]>> = {
  text: ['Harbour Books', 'Tides and Harbours', '84.40'],
  spreadsheet: ['Rent', '25350'],
  presentation: ['What we sold in spring', 'A shelf for maps'],
};
