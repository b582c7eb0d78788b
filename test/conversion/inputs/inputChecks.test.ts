import { describe, expect, it } from 'vitest';
import { checkInput } from '../../../shared/conversion/inputs/inputChecks.ts';
import { fodt } from '../libreoffice/officeSamples.ts';
import { contentTypes, zipOf } from '../ooxml.ts';
import { fixture, sample } from '../sample.ts';
import { oldDoc } from '../toolbox/inventory/binaryDocuments.ts';

const letter = (await sample('letter.docx')).bytes;
const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const noise = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919 + (i >> 3)) % 256));

/** The start of an OLE2 file with a directory of one sector. @param streams names in the directory */
function ole2(...streams: string[]): Buffer {
  const file = Buffer.alloc(512 * 3);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  file.writeUInt32LE(0, 76);
  file.fill(0xff, 512, 1024);
  file.writeUInt32LE(0xfffffffd, 512);
  file.writeUInt32LE(0xfffffffe, 516);
  for (const [i, name] of ['Root Entry', ...streams].entries()) {
    file.write(name, 1024 + i * 128, 'utf16le');
    file.writeUInt16LE(name.length * 2 + 2, 1024 + i * 128 + 64);
    file.writeUInt8(i === 0 ? 5 : 2, 1024 + i * 128 + 66);
  }
  return file;
}

/** An OLE2 file of more than 7 MB. Its directory continues at a sector whose allocation table only the DIFAT lists. */
function longOle2(...streams: string[]): Buffer {
  const sectors = 120 * 128;
  const file = Buffer.alloc(512 * (sectors + 1), 0xff);
  const at = (sector: number) => (sector + 1) * 512;
  ole2().copy(file, 0, 0, 512);
  const [table, more, directory] = [1, 2, sectors - 2];
  file.fill(0xff, 76, 512);
  for (let i = 0; i < 109; i++) file.writeUInt32LE(table, 76 + i * 4);
  file.writeUInt32LE(more, 68);
  for (let i = 0; i < 11; i++) file.writeUInt32LE(table, at(more) + i * 4);
  file.writeUInt32LE(0xfffffffe, at(more) + 508);
  file.writeUInt32LE(directory, 48);
  // All parts of the table are the same sector, so the entry of sector 126 applies to every 128th sector.
  file.writeUInt32LE(sectors - 1, at(table) + 126 * 4);
  file.writeUInt32LE(0xfffffffe, at(table) + 127 * 4);
  for (const sector of [directory, sectors - 1]) file.fill(0, at(sector), at(sector) + 512);
  for (const [i, name] of ['Root Entry', 'a', 'b', 'c', ...streams].entries()) {
    file.write(name, at(directory) + i * 128, 'utf16le');
    file.writeUInt16LE(name.length * 2 + 2, at(directory) + i * 128 + 64);
    file.writeUInt8(i === 0 ? 5 : 2, at(directory) + i * 128 + 66);
  }
  return file;
}

/** A fixture with changed bytes. @param mark bytes to search @param offset of the change, from the mark */
async function changed(name: string, mark: string, offset: number, bytes: string): Promise<Buffer> {
  const file = Buffer.from(await fixture(name));
  Buffer.from(bytes, 'hex').copy(file, file.indexOf(Buffer.from(mark, 'hex')) + offset);
  return file;
}

/** A ZIP whose directory declares a wrong size of an entry. */
async function wrongSizeZip({ declared, actual }: { declared: number; actual: number }): Promise<Buffer> {
  const zip = await zipOf({ 'word/document.xml': Buffer.alloc(actual) });
  const directory = zip.indexOf(Buffer.from('504b0102', 'hex'));
  zip.writeUInt32LE(declared, directory + 24);
  return zip;
}

/** A ZIP whose first entry has invalid compressed data. */
async function damagedZip(): Promise<Buffer> {
  const zip = await zipOf({ 'word/document.xml': 'text' });
  zip.writeUInt8(0xff, 30 + 'word/document.xml'.length);
  return zip;
}

const encryptedOdt = () =>
  zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'META-INF/manifest.xml': '<manifest:manifest><manifest:encryption-data/></manifest:manifest>',
  });

const manyEntries = () =>
  zipOf(Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`word/${i}.xml`, ''])));

/** An XLSX. */
function sheet(rows: number): Promise<Buffer> {
  return zipOf({
    '[Content_Types].xml': contentTypes({ 'xl/workbook.xml': 'spreadsheetml.sheet.main' }),
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${'<row><c><v>1</v></c></row>'.repeat(rows)}</sheetData></worksheet>`,
  });
}

/** An ODS with a repeated row. @param content of its cell: an element, or attributes */
function repeated(times: number, content: string, change = (xml: string) => xml): Promise<Buffer> {
  const cell = content.startsWith('<')
    ? `<table:table-cell>${content}</table:table-cell>`
    : `<table:table-cell ${content}/>`;
  const row = `<table:table-row table:number-rows-repeated="${times}">${cell}</table:table-row>`;
  return openSheet(
    change(`<office:document-content><table:table>${row}</table:table></office:document-content>`),
  );
}

const row = (text: string) =>
  `<table:table-row><table:table-cell><text:p>${text}</text:p></table:table-cell></table:table-row>`;

function openSheet(content: string): Promise<Buffer> {
  return zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': content });
}

/** Many start tags without an end. A search for the end of each one takes quadratic time. */
const endlessTags = async () => openSheet(`<a>${'<table:table-row '.repeat(1_500_000)}`);

const laughs = '<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';

/** A DOCX. @param declaration the start of its main part */
function docxWith(declaration: string | Buffer): Promise<Buffer> {
  const body = Buffer.from('<w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>');
  return zipOf({
    '[Content_Types].xml': contentTypes({ 'word/document.xml': 'wordprocessingml.document.main' }),
    'word/document.xml': Buffer.concat([Buffer.from(declaration), body]),
  });
}

const entityOdt = () =>
  zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<?xml version="1.0"?>${laughs}<office:document-content/>`,
  });

const spreadsheetXml = (declaration: string) =>
  Buffer.from(
    `<?xml version="1.0"?>${declaration}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>`,
  );

const longTable = () => Buffer.from(`<table>${'<tr><td>1</td></tr>'.repeat(1_000_000)}</table>`);

type Refused = [what: string, name: string, content: Uint8Array, code: string];

const refused: Refused[] = [
  ['an empty file', 'a.docx', Buffer.alloc(0), 'empty_file'],
  ['an unknown extension', 'a.exe', letter, 'unsupported_conversion'],
  ['a name without an extension', 'letter', letter, 'unsupported_conversion'],
  ['random bytes', 'a.docx', noise, 'type_mismatch'],
  ['random bytes as text', 'a.txt', noise, 'type_mismatch'],
  ['text', 'a.docx', Buffer.from('just text'), 'type_mismatch'],
  ['a PDF', 'a.docx', pdf, 'type_mismatch'],
  ['a PDF as text', 'a.txt', pdf, 'type_mismatch'],
  ['a DOCX named .xlsx', 'a.xlsx', letter, 'type_mismatch'],
  ['HTML named .docx', 'a.docx', Buffer.from('<html><p>a</p></html>'), 'type_mismatch'],
  ['text named .ppt', 'a.ppt', Buffer.from('a\tb'), 'type_mismatch'],
  [
    'XML of Word 2003 named .doc',
    'a.doc',
    Buffer.from('<?xml version="1.0"?>\n<w:wordDocument/>'),
    'type_mismatch',
  ],
  ['text without tabs named .xls', 'a.xls', Buffer.from('just text'), 'type_mismatch'],
  ['an XML spreadsheet with entities', 'a.xls', spreadsheetXml(laughs), 'type_mismatch'],
  ['a table of a million rows named .xls', 'a.xls', longTable(), 'too_many_rows'],
  ['tabs in a million rows named .xls', 'a.xls', Buffer.from('a\tb\n'.repeat(1_000_000)), 'too_many_rows'],
  ['a PDF after 2 kB of other bytes', 'a.pdf', Buffer.concat([Buffer.alloc(2048, 10), pdf]), 'type_mismatch'],
  ['a DOCX named .html', 'a.html', letter, 'type_mismatch'],
  ['an XLS named .doc', 'a.doc', ole2('Workbook'), 'type_mismatch'],
  ['a ZIP with other content', 'a.docx', await zipOf({ 'a.txt': 'text' }), 'type_mismatch'],
  ['a truncated DOCX', 'a.docx', letter.subarray(0, letter.length - 200), 'corrupt_file'],
  ['a broken OLE2 file', 'a.doc', ole2('WordDocument').subarray(0, 600), 'corrupt_file'],
  ['an encrypted DOCX', 'a.docx', ole2('EncryptionInfo', 'EncryptedPackage'), 'password_required'],
  ['an encrypted DOC', 'a.doc', await changed('letter.doc', 'eca50101', 11, '01'), 'password_required'],
  ['an encrypted PPT', 'a.ppt', await changed('slides.ppt', '5fc091e3', 0, 'dfc4d1f3'), 'password_required'],
  ['an encrypted ODT', 'a.odt', await encryptedOdt(), 'password_required'],
  ['a ZIP bomb', 'a.docx', await zipOf({ 'word/document.xml': Buffer.alloc(300 * 1024 ** 2) }), 'zip_limits'],
  ['a ZIP with too many entries', 'a.docx', await manyEntries(), 'zip_limits'],
  ['a sheet of a million rows', 'a.xlsx', await sheet(1_000_000), 'too_many_rows'],
  [
    'a row that is repeated a million times',
    'a.ods',
    await repeated(1_000_000, '<text:p>1</text:p>'),
    'too_many_rows',
  ],
  ...(await Promise.all(
    [
      'office:value-type="float" office:value="1"',
      'table:formula="of:=1"',
      "office:value-type='string' office:string-value='a'",
    ].map(async (cell): Promise<Refused> => {
      return [`a repeated row with ${cell}`, 'a.ods', await repeated(1_000_000, cell), 'too_many_rows'];
    }),
  )),
  [
    'a repeated row with other XML prefixes',
    'a.ods',
    await repeated(1_000_000, '<text:p>1</text:p>', (xml) =>
      xml.replaceAll('table:', 't:').replaceAll('text:', 'x:'),
    ),
    'too_many_rows',
  ],
  [
    'a repeated row with `>` in an attribute',
    'a.ods',
    await repeated(1_000_000, '<text:p>1</text:p>', (xml) => xml.replace('table-row ', 'table-row a=">" ')),
    'too_many_rows',
  ],
  [
    'a repeated row that contains rows',
    'a.ods',
    await repeated(1_000_000, `<table:table>${row('inner')}</table:table><text:p>1</text:p>`),
    'too_many_rows',
  ],
  ['rows whose tags never end', 'a.ods', await endlessTags(), 'corrupt_file'],
  ['a CSV of a million rows', 'a.csv', Buffer.from('1;2\n'.repeat(1_000_000)), 'too_many_rows'],
  ['entities in a DOCX', 'a.docx', await docxWith(laughs), 'corrupt_file'],
  ['entities in UTF-16', 'a.docx', await docxWith(Buffer.from(`\ufeff${laughs}`, 'utf16le')), 'corrupt_file'],
  [
    'an external entity',
    'a.docx',
    await docxWith('<!DOCTYPE d SYSTEM "file:///etc/passwd">'),
    'corrupt_file',
  ],
  ['entities in an ODT', 'a.odt', await entityOdt(), 'corrupt_file'],
  ['entities in an FODT', 'a.fodt', fodt('<text:p/>', laughs), 'type_mismatch'],
  [
    'an FODT of a sheet',
    'a.fodt',
    Buffer.from(fodt('').toString().replace('opendocument.text"', 'opendocument.spreadsheet"')),
    'type_mismatch',
  ],
  ['text named .fodt', 'a.fodt', Buffer.from('just text'), 'type_mismatch'],
  ...(await Promise.all(
    [
      { declared: 1000, actual: 4 * 1024 ** 2 },
      { declared: 300_000, actual: 4 * 1024 ** 2 },
      { declared: 1000, actual: 900 },
      { declared: 400_000, actual: 300_000 },
    ].map(
      async (sizes): Promise<Refused> => [
        `a ZIP whose directory declares ${sizes.declared} bytes instead of ${sizes.actual}`,
        'a.docx',
        await wrongSizeZip(sizes),
        sizes.declared < sizes.actual ? 'zip_limits' : 'corrupt_file',
      ],
    ),
  )),
  ['a ZIP with a damaged entry', 'a.docx', await damagedZip(), 'corrupt_file'],
];

const longSheet = await sheet(200_000);
const emptyRows = await repeated(1_048_576, '');

/** Files whose content has another format of the family of their name. */
const renamed: [what: string, name: string, content: Uint8Array][] = [
  ['a DOCX', 'a.doc', letter],
  ['an RTF', 'a.doc', Buffer.from('{\\rtf1 a}')],
  ['an RTF', 'a.txt', Buffer.from('{\\rtf1 a}')],
  ['HTML', 'a.doc', Buffer.from('<!-- x --><html><p>a</p></html>')],
  ['text', 'a.doc', Buffer.from('just text')],
  // The time to recognise it must not double with each comment.
  ['text after comments', 'a.doc', Buffer.from(`${'<!-- a -->'.repeat(60)}text`)],
  ['a DOC', 'a.docx', await fixture('letter.doc')],
  ['an ODT', 'a.docx', await fixture('letter.odt')],
  ['an XLSX', 'a.xls', longSheet],
  ['an XLSX', 'a.csv', longSheet],
  ['an XLS', 'a.xlsx', await fixture('budget.xls')],
  ['an ODS', 'a.xlsx', emptyRows],
  ['HTML', 'a.xls', Buffer.from('\ufeff<table><tr><td>1</td></tr></table>', 'utf16le')],
  ['tabs', 'a.xls', Buffer.from('Name\tSum\nAda\t3\n')],
  ['an XML spreadsheet', 'a.xls', spreadsheetXml('')],
  ['a PPTX', 'a.ppsx', (await sample('slides.pptx')).bytes],
  ['a PPTX', 'a.ppt', (await sample('slides.pptx')).bytes],
  ['a PPT', 'a.pptx', await fixture('slides.ppt')],
  ['a PDF after a line break', 'a.pdf', Buffer.concat([Buffer.from('\r\n'), pdf])],
  ['a PDF after 1,000 bytes', 'a.pdf', Buffer.concat([Buffer.alloc(1000, 10), pdf])],
];

/** A sheet as Excel writes it in OpenDocument: one repeated row for the rest of the sheet, followed by `after`. */
const fromExcel = (after: string) =>
  openSheet(
    `<office:document-content><table:table><table:table-row><table:table-cell office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16383"/></table:table-row><table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>${after}</office:spreadsheet></office:document-content>`,
  );
const filter =
  '</table:table><table:database-ranges><table:database-range table:target-range-address="Towns.A1:Towns.B2"><table:filter><table:filter-condition table:field-number="0" table:value="North" table:operator="="/></table:filter></table:database-range></table:database-ranges>';
const conditions =
  '<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address="Towns.A1:Towns.B2"><calcext:condition calcext:apply-style-name="Good" calcext:value="&gt;2"/></calcext:conditional-format></calcext:conditional-formats></table:table>';
const validation =
  '</table:table><table:content-validations><table:content-validation table:name="v"><table:help-message><text:p>One of</text:p></table:help-message></table:content-validation></table:content-validations>';
const gap = `${row('above')}<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>${row('below')}`;
const styledRows = () =>
  zipOf({
    '[Content_Types].xml': contentTypes({ 'xl/workbook.xml': 'spreadsheetml.sheet.main' }),
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row><c><v>1</v></c></row>${'<row ht="20"><c s="1"/></row>'.repeat(300_000)}</sheetData></worksheet>`,
  });

const manyEmptyRows: [string, Uint8Array][] = [
  ['filter.ods', await fromExcel(filter)],
  ['conditions.ods', await fromExcel(conditions)],
  ['validation.ods', await fromExcel(validation)],
  [
    'gap.ods',
    await openSheet(`<office:document-content><table:table>${gap}</table:table></office:document-content>`),
  ],
  ['styled rows.xlsx', await styledRows()],
];

const utf16 = (text: string) => Buffer.from(text, 'utf16le').toString('hex');

const binaryOffice: [string, Uint8Array][] = [
  ['old.doc', await fixture('letter.doc')],
  ['old.xls', await fixture('budget.xls')],
  ['old.ppt', await fixture('slides.ppt')],
  ['upper case.xls', await changed('budget.xls', utf16('Workbook'), 0, utf16('WORKBOOK'))],
  ['lower case.doc', await changed('letter.doc', utf16('WordDocument'), 0, utf16('worddocument'))],
];

describe('the input checks', () => {
  it.each([['letter.docx'], ['budget.xlsx'], ['slides.pptx'], ['page.html'], ['notes.md']])(
    'accept %s',
    async (name) => {
      expect((await checkInput(await sample(name))).extensions).toContain(name.split('.')[1]);
    },
  );

  it.each([
    ...binaryOffice,
    ['long.ppt', longOle2('PowerPoint Document')],
    ['asian.doc', oldDoc('Text', { signature: 0xa699 })],
    ['pictures.rtf', Buffer.from('{\\rtf1{\\pict\\bin4 \0\x01\x02\x03}a}')],
    ['LETTER.DOCX', letter],
    ['long.xlsx', longSheet],
    ['empty rows.ods', emptyRows],
    ...manyEmptyRows,
    ['flat.fodt', fodt('<text:p>a</text:p>')],
    ['utf16.txt', Buffer.from('\ufeffsome text', 'utf16le')],
    ['latin.csv', Buffer.from('Käse;1\n', 'latin1')],
  ])('accept %s', async (name, bytes) => {
    await expect(checkInput({ name, bytes })).resolves.toBeDefined();
  });

  it.each(renamed)('accept %s named %s', async (_what, name, bytes) => {
    await expect(checkInput({ name, bytes })).resolves.toBeDefined();
  });

  it.each(refused)('refuse %s', async (_what, name, bytes, code) => {
    await expect(checkInput({ name, bytes })).rejects.toMatchObject({ name: 'ConveyorError', code });
  });

  it.each([
    ['a.exe', '“a.exe” has the unknown file extension “.exe”.'],
    ['letter', '“letter” has no file extension.'],
  ])('explain the name %s in the error', async (name, detail) => {
    await expect(checkInput({ name, bytes: letter })).rejects.toMatchObject({
      detail: `${detail} \`GET /v1/conversions\` lists all formats.`,
      members: { file: name, conversions: [] },
    });
  });

  it('report the detected type in the error', async () => {
    await expect(checkInput({ name: 'a.docx', bytes: pdf })).rejects.toMatchObject({
      members: { found: 'application/pdf' },
    });
  });
});
