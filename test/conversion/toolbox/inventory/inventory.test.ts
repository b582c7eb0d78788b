import { describe, expect, test } from 'vitest';
import type { FormatName } from '../../../../shared/conversion/formats/formats.ts';
import { PackageParts } from '../../../../shared/conversion/toolbox/inventory/packageParts.ts';
import { pptInventory } from '../../../../shared/conversion/toolbox/inventory/pptInventory.ts';
import { sheetInventory } from '../../../../shared/conversion/toolbox/inventory/sheetInventory.ts';
import { takeInventory } from '../../../../shared/conversion/toolbox/inventory/takeInventory.ts';
import { openOf } from '../../../corpus/build/open.ts';
import { slidesOf } from '../../../corpus/build/slides.ts';
import { wordOf } from '../../../corpus/build/word.ts';
import { workbookOf } from '../../../corpus/build/workbook.ts';
import { openObjects } from '../../../corpus/features/openObjects.ts';
import { sheetObjects } from '../../../corpus/features/sheetObjects.ts';
import { slideObjects } from '../../../corpus/features/slideObjects.ts';
import { p, wordObjects } from '../../../corpus/features/wordObjects.ts';
import { changed } from '../../linkedDocuments.ts';
import { never, sample } from '../../sample.ts';
import { sharedConverter } from '../../sharedConverter.ts';
import {
  control,
  doc,
  dualPpt,
  embedded,
  oldDoc,
  pictRecord,
  ppt,
  pptWithSharedDirectory,
  quickTime,
  video,
  xls,
} from './binaryDocuments.ts';

async function warningsOf(
  name: string,
  bytes: Uint8Array,
  to: FormatName,
  given: { exportNotes?: boolean } = {},
) {
  const files = [{ name, bytes }];
  const options = { to, ...given };
  const { warnings = [] } = await takeInventory({
    operation: 'takeInventory',
    files,
    resources: [],
    options,
  });
  return warnings;
}
const word = async (feature: string) => wordOf((await wordObjects[feature]?.()) ?? { body: '' });
const workbook = async (feature: string) => workbookOf((await sheetObjects[feature]?.()) ?? {});
const slides = async (feature: string) => slidesOf((await slideObjects[feature]?.()) ?? { shapes: '' });

describe('the warnings of a conversion', () => {
  test('name the kind, the number and the place of what is lost', async () => {
    expect(await warningsOf('a.docx', await word('formula'), 'doc')).toEqual([
      { code: 'object_not_drawn', detail: '2 formulas are not in the result.' },
    ]);
    expect(await warningsOf('a.xlsx', await workbook('checkbox'), 'pdf')).toEqual([
      { code: 'object_not_drawn', detail: 'A form control is not in the result (the sheet “Sheet1”).' },
    ]);
    expect(await warningsOf('a.pptx', await slides('video'), 'pdf')).toEqual([
      { code: 'object_not_drawn', detail: 'A video or sound is not in the result (slide 1).', page: 1 },
    ]);
    const control = await openOf('odp', (await openObjects.checkbox?.()) ?? {});
    expect(await warningsOf('a.odp', control, 'pdf')).toMatchObject([{ page: 1 }]);
  });

  test('name at most five places', async () => {
    const box = (await slideObjects.tiff?.())?.shapes ?? '';
    const bytes = await slidesOf({ ...(await slideObjects.tiff?.()), shapes: box });
    const many = await changed(bytes, (parts) => {
      const numbers = [2, 3, 4, 5, 6, 7];
      const text = (path: string) => parts.get(path)?.toString() ?? '';
      const relation = (n: number) =>
        `<Relationship Id="s${n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide" Target="slides/slide1.xml"/>`;
      return {
        'ppt/presentation.xml': text('ppt/presentation.xml').replace(
          '</p:sldIdLst>',
          `${numbers.map((n) => `<p:sldId id="${300 + n}" r:id="s${n}"/>`).join('')}</p:sldIdLst>`,
        ),
        'ppt/_rels/presentation.xml.rels': text('ppt/_rels/presentation.xml.rels').replace(
          '</Relationships>',
          `${numbers.map(relation).join('')}</Relationships>`,
        ),
      };
    });
    expect((await warningsOf('a.pptx', many, 'ppt'))[0]?.detail).toBe(
      '7 TIFF or PICT pictures are not in the result (slide 1, slide 2, slide 3, slide 4, slide 5 and 2 more).',
    );
  });

  test('leave out what the result shows', async () => {
    expect(await warningsOf('a.docx', await word('chart'), 'pdf')).toEqual([]);
    expect(await warningsOf('a.docx', await word('chart'), 'rtf')).toHaveLength(1);
    expect(await warningsOf('a.pptx', await slides('smartart drawn'), 'pdf')).toEqual([]);
  });

  test('leave out hidden sheets, which are not printed', async () => {
    const hidden = await changed(await workbook('checkbox'), (parts) => ({
      'xl/workbook.xml': (parts.get('xl/workbook.xml')?.toString() ?? '').replace(
        '<sheet ',
        '<sheet state="hidden" ',
      ),
    }));
    expect(await warningsOf('a.xlsx', hidden, 'pdf')).toEqual([]);
    expect(await warningsOf('a.xlsx', hidden, 'ods')).toHaveLength(1);
  });

  test('say that comments are not shown, unless an option shows them', async () => {
    const bytes = await word('comment');
    expect(await warningsOf('a.docx', bytes, 'pdf')).toEqual([
      { code: 'comments_dropped', detail: 'A comment is not in the result.' },
    ]);
    expect(await warningsOf('a.docx', bytes, 'pdf', { exportNotes: true })).toEqual([]);
    expect(await warningsOf('a.docx', bytes, 'png', { exportNotes: true })).toHaveLength(1);
    expect(await warningsOf('a.docx', bytes, 'odt')).toEqual([]);
  });

  test.each([
    ['comment', 'xlsx', 'xls', 'csv', 'A comment is not in the result.'],
    ['chart', 'xlsx', 'xls', 'csv', 'A chart is not in the result.'],
    ['comment', 'docx', 'doc', 'pdf', 'A comment is not in the result.'],
    ['ole with preview', 'docx', 'doc', 'txt', 'An embedded object is not in the result.'],
    ['legacy fields', 'docx', 'doc', 'txt', 'A drop-down field is not in the result.'],
    [
      'linked picture',
      'docx',
      'doc',
      'pdf',
      'Linked files are never loaded: “https://pictures.example/a.png?key=1”.',
    ],
    ['comment', 'pptx', 'ppt', 'pdf', 'A comment is not in the result (slide 1).'],
    ['ole with preview', 'pptx', 'ppt', 'txt', 'An embedded object is not in the result (slide 1).'],
  ] as const)(
    'find the feature “%s” of an %s that was saved as %s',
    async (feature, from, saved, to, detail) => {
      const make = { docx: word, xlsx: workbook, pptx: slides }[from];
      const files = [{ name: `a.${from}`, bytes: await make(feature) }];
      const steps = [{ type: 'convert' as const, to: saved }];
      const [file] = (await sharedConverter.convert({ files, steps, signal: never })).files;
      const warnings = await warningsOf(`a.${saved}`, file?.bytes ?? new Uint8Array(), to);
      expect(warnings.map((warning) => warning.detail)).toEqual([detail]);
    },
  );

  test('find the comments and used formats of an XLS with zeros at its end', async () => {
    const format = (id: number, code: string) =>
      Buffer.concat([Buffer.from([id, 0, code.length, 0, 0]), Buffer.from(code)]);
    const bytes = xls([
      [0x041e, format(200, '[$-407]dddd')],
      [0x041e, format(201, '[$-40C]dddd')],
      [0x00e0, Buffer.from([0, 0, 200, 0])],
      [0x001c, Buffer.alloc(8)],
    ]);
    expect((await warningsOf('a.xls', bytes, 'pdf')).map(({ detail }) => detail)).toEqual([
      'A comment is not in the result.',
      'Dates and numbers with these formats are shown as in English: “[$-407]dddd”.',
    ]);
  });

  test('find the fields of a DOC', async () => {
    const field = (code: string, result = '') => `\x13 ${code} \x14${result}\x15 and `;
    const text = [
      field('EMBED Excel.Sheet.8', '\x01'),
      field('EMBED Package'),
      field('CONTROL Forms.CheckBox.1 \\s', '\x01'),
      field('LINK Excel.Sheet.8 "C:\\\\data\\\\a.xls" "" \\a', '\x01'),
      field('INCLUDEPICTURE "https://one.example/kept.png"', '\x01'),
      field('INCLUDEPICTURE \\d https://one.example/linked.png', '\x01'),
      field('INCLUDEPICTURE "https://one.example/missing.png"'),
      field('EMBED Equation.3', '\x01'),
      field('HYPERLINK "https://one.example/"', 'A link'),
    ];
    expect((await warningsOf('a.doc', doc(text.join('')), 'pdf')).map(({ detail }) => detail)).toEqual([
      'An embedded object without a preview picture is not in the result.',
      'A form control is not in the result.',
      'Linked files are never loaded: “https://one.example/linked.png”, “https://one.example/missing.png”.',
    ]);
    const inText = await warningsOf('a.doc', doc(text.join('')), 'txt');
    expect(inText[0]?.detail).toBe('2 embedded objects are not in the result.');
  });

  test.each([{}, { inPieces: true }, { wide: true }, { inPieces: true, wide: true }])(
    'find the comments and fields of a DOC of Word 6 or 95: %o',
    async (given) => {
      const bytes = oldDoc('Text \x13 EMBED Excel.Sheet.5 \x14\x15 and \x13 PAGE \x14' + '1\x15', {
        comments: 2,
        ...given,
      });
      expect((await warningsOf('a.doc', bytes, 'pdf')).map(({ detail }) => detail)).toEqual([
        '2 comments are not in the result.',
        'An embedded object without a preview picture is not in the result.',
      ]);
    },
  );

  test.each(['a.docx', 'a.odt', 'a.doc', 'a.ppt', 'a.xls'])(
    'say that a damaged document was not searched: %s',
    async (name) => {
      const damaged = Buffer.concat([doc('Text').subarray(0, 8), Buffer.alloc(100)]);
      expect(await warningsOf(name, damaged, 'pdf')).toEqual([
        {
          code: 'losses_unknown',
          detail: 'The document is damaged, and was not searched for objects that the result lacks.',
        },
      ]);
    },
  );

  test('do not exist for an HTML that is named .doc', async () => {
    expect(await warningsOf('a.doc', Buffer.from('<html>Text</html>'), 'pdf')).toEqual([]);
  });

  test('say that a part was not searched completely', async () => {
    const comment = '<!--'.padEnd(17 * 1024 ** 2, ' ');
    const bytes = await wordOf({ body: `<w:p/>${comment}-->` });
    expect(await warningsOf('a.docx', bytes, 'pdf')).toEqual([
      {
        code: 'losses_unknown',
        detail:
          'These parts are too large to be searched completely for objects that the result lacks: word/document.xml.',
      },
    ]);
  });

  test('find a TIFF of a DOC that is referred to', async () => {
    const tiff = (references: number) =>
      Buffer.concat([Buffer.from('120107f0', 'hex'), Buffer.alloc(28), Buffer.from([references, 0, 0, 0])]);
    const pictures = Buffer.concat([tiff(0), tiff(1), tiff(0)]);
    expect((await warningsOf('a.doc', doc('Text', pictures), 'pdf')).map(({ detail }) => detail)).toEqual([
      'A TIFF or PICT picture is not in the result.',
    ]);
  });

  test('find the PICTs of a PPT with QuickTime data', async () => {
    const pictures = [quickTime(0x8200), quickTime(0x8201), quickTime(0x0098)].map(pictRecord);
    const damaged = pictRecord(quickTime(0x8200));
    damaged.fill(0xff, 58);
    const bytes = ppt(
      [],
      [{}],
      Buffer.concat([...pictures, damaged, Buffer.from('30541cf0ffffffff', 'hex')]),
    );
    expect((await warningsOf('a.ppt', bytes, 'pdf')).map(({ detail }) => detail)).toEqual([
      '2 TIFF or PICT pictures are not in the result.',
    ]);
  });

  test('find the objects of the current slides of a PPT', async () => {
    const objects = [embedded(1), video(2), control(3)];
    const bytes = ppt(objects, [{ refersTo: [1, 2] }, { refersTo: [3] }, { commented: true, hidden: true }]);
    expect(await warningsOf('a.ppt', bytes, 'pdf')).toEqual([
      { code: 'object_not_drawn', detail: 'A video or sound is not in the result (slide 1).', page: 1 },
      { code: 'object_not_drawn', detail: 'A form control is not in the result (slide 2).', page: 2 },
    ]);
    expect((await warningsOf('a.ppt', bytes, 'txt')).map(({ detail }) => detail)).toContain(
      'An embedded object is not in the result (slide 1).',
    );
  });

  test('find the objects of a PPT in the format of PowerPoint 97, if it also has one of PowerPoint 95', async () => {
    expect(
      (await warningsOf('a.ppt', dualPpt([{}, { commented: true }]), 'pdf')).map(({ detail }) => detail),
    ).toEqual(['A comment is not in the result (slide 2).']);
  });

  test('read each directory of a PPT only once', () => {
    expect(() => pptInventory(pptWithSharedDirectory())).toThrow('directories');
  });

  test.each([
    [
      'a.docx',
      () =>
        wordOf({
          body: `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDEPICTURE </w:instrText></w:r><w:r><w:instrText>"https://one.example/a.png" \\d</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
        }),
    ],
    [
      'a.rtf',
      async () =>
        Buffer.from(
          '{\\rtf1{\\field{\\*\\fldinst {\\rtlch INCLUDEPICTURE }{"https://one.example/a.png" \\\\d}}{\\fldrslt none}}{\\field{\\*\\fldinst INCLUDEPICTURE "b.png"}{\\fldrslt {\\pict\\pngblip 00}}}}',
        ),
    ],
  ] as const)('name the linked picture of a field of %s', async (name, make) => {
    expect(await warningsOf(name, await make(), 'pdf')).toEqual([
      { code: 'resource_not_loaded', detail: 'Linked files are never loaded: “https://one.example/a.png”.' },
    ]);
  });

  describe('of formats in other languages', () => {
    const style = (code: string) =>
      `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="200" formatCode="${code.replaceAll('"', '&quot;')}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>`;
    const formatted = async (code: string, used: number) =>
      changed(await workbookOf({ rows: [[45352]] }), (parts) => ({
        'xl/styles.xml': style(code),
        'xl/worksheets/sheet1.xml': `${parts.get('xl/worksheets/sheet1.xml')}`.replace(
          '<c ',
          `<c s="${used}" `,
        ),
      }));

    test.each([
      ['[$-407]dddd, dd\\. mmmm yyyy', 1, true],
      ['[$-411]ggge"年"m"月"d"日"', 1, true],
      ['[$-1041F]d mmmm', 1, true],
      ['[$-407]dd. mmmm', 0, false],
      ['[$-407]dd.mm.yyyy', 1, false],
      ['[$-409]dddd', 1, false],
      ['[$-F800]dddd', 1, false],
      ['[$€-407] #,##0.00', 1, false],
      ['[$-407]"ddd"0.00E+00', 1, false],
      ['dddd', 1, false],
    ])('of a workbook with %s in style %i: %s', async (code, used, isWarned) => {
      expect(await warningsOf('a.xlsx', await formatted(code, used), 'pdf')).toEqual(
        isWarned
          ? [
              {
                code: 'language_not_available',
                detail: `Dates and numbers with these formats are shown as in English: “${code}”.`,
              },
            ]
          : [],
      );
    });

    test('of many formulas', () => {
      const sheet = '<f>TEXT(A1,"TT.MM.")</f>'.repeat(200_000);
      const all = {
        'xl/workbook.xml': '<sheet name="A" r:id="a"/>',
        'xl/_rels/workbook.xml.rels': '<Relationship Id="a" Target="worksheets/a.xml"/>',
        'xl/worksheets/a.xml': sheet,
      };
      const parts = new Map(Object.entries(all).map(([path, xml]) => [path, Buffer.from(xml)]));
      expect(sheetInventory(new PackageParts([...parts.keys()], parts)).languages).toEqual(['TT.MM.']);
    });

    test.each([
      ['', 'TEXT(A1,"[$-407]dddd")', ['[$-407]dddd']],
      ['', 'TEXT(A1,"TT.MM.JJJJ")', ['TT.MM.JJJJ']],
      ['', 'TEXT(A1,"dd.mm.yyyy")', []],
      ['', 'CONCATENATE("[$-407]dddd",A1)', []],
      ['Microsoft Excel', 'TEXT(A1,"[$-407]dddd")', []],
      ['Microsoft Excel', 'TEXT(TODAY(),"[$-407]dddd")', ['[$-407]dddd']],
    ])(
      'of formulas that are calculated again, in a workbook of “%s” with %s',
      async (program, formula, formats) => {
        const rows = [[`=${formula.replaceAll('"', '&quot;')}`]];
        const content = `<Properties><Application>${program}</Application></Properties>`;
        const bytes = await workbookOf({
          rows,
          parts: { 'docProps/app.xml': { type: 'application/xml', content } },
        });
        expect(await warningsOf('a.xlsx', bytes, 'pdf')).toEqual(
          formats.map((format) => ({
            code: 'language_not_available',
            detail: `Dates and numbers with these formats are shown as in English: “${format}”.`,
          })),
        );
      },
    );

    test('of an XML spreadsheet', async () => {
      const xml =
        '<Workbook><Style><NumberFormat ss:Format="[$-407]&quot;am&quot; dddd"/></Style></Workbook>';
      expect(await warningsOf('a.xls', Buffer.from(xml), 'pdf')).toMatchObject([
        { code: 'language_not_available', detail: expect.stringContaining('“[$-407]"am" dddd”') },
      ]);
    });

    test.each([
      ['de', 'number', '<number:number number:decimal-places="2"/>', true],
      ['de', 'number', '<number:number number:decimal-places="0"/>', false],
      ['ja', 'number', '<number:number number:decimal-places="2"/>', false],
      ['ja', 'date', '<number:day-of-week/>', true],
      ['de', 'date', '<number:month number:style="long"/>', false],
      ['en', 'date', '<number:month number:textual="true"/>', false],
    ])('of an OpenDocument in %s with a %s %s: %s', async (language, kind, content, isWarned) => {
      const xml = `<number:${kind}-style style:name="N1" number:language="${language}">${content}</number:${kind}-style><style:style style:data-style-name="N1"/>`;
      const warnings = await warningsOf('a.fodt', Buffer.from(xml), 'pdf');
      expect(warnings.map(({ code }) => code)).toEqual(isWarned ? ['language_not_available'] : []);
    });

    test.each([
      ['de-DE', 'datetime2', true],
      ['de-DE', 'datetime', true],
      ['de-DE', 'datetime10', false],
      ['de-DE', 'slidenum', false],
      ['en-GB', 'datetime2', false],
    ])('of a field of a slide in %s as %s: %s', async (language, type, isWarned) => {
      const field = `<p:sp><p:txBody><a:p><a:fld id="{1}" type="${type}"><a:rPr lang="${language}"/><a:t>1</a:t></a:fld></a:p></p:txBody></p:sp>`;
      const warnings = await warningsOf('a.pptx', await slidesOf({ shapes: field }), 'pdf');
      expect(warnings.map(({ code }) => code)).toEqual(isWarned ? ['language_not_available'] : []);
    });

    test.each([
      ['\\deflang1031', '', 'd. MMMM yyyy', true],
      ['\\deflang1033', '\\lang1031', 'd. MMMM yyyy', true],
      ['\\deflang1031', '\\lang2057', 'd. MMMM yyyy', false],
      ['\\deflang1031', '', 'dd.MM.yyyy', false],
      ['', '', 'd. MMMM yyyy', false],
    ])('of the current date of an RTF with %s%s as %s: %s', async (start, run, picture, isWarned) => {
      const rtf = `{\\rtf1${start} {${run} {\\field{\\*\\fldinst {DATE \\\\@ "${picture}"}}{\\fldrslt 1}}}}`;
      const warnings = await warningsOf('a.rtf', Buffer.from(rtf), 'pdf');
      expect(warnings.map(({ code }) => code)).toEqual(isWarned ? ['language_not_available'] : []);
    });

    test.each([
      ['de-DE', 'd. MMMM yyyy', true],
      ['de-DE', 'dd.MM.yyyy', false],
      ['en-GB', 'd MMMM yyyy', false],
    ])('of the current date of a DOCX in %s as %s: %s', async (language, picture, isWarned) => {
      const body = `<w:p><w:r><w:rPr><w:lang w:val="${language}"/></w:rPr><w:instrText>DATE \\@ "${picture}"</w:instrText></w:r></w:p>`;
      const warnings = await warningsOf('a.docx', await wordOf({ body }), 'pdf');
      expect(warnings.map(({ code }) => code)).toEqual(isWarned ? ['language_not_available'] : []);
    });
  });

  test('group linked files by server', async () => {
    const link = (id: string) =>
      `<w:p><w:r><w:drawing><a:graphic><a:blip r:link="${id}"/></a:graphic></w:drawing></w:r></w:p>`;
    const ids = ['a', 'b', 'c', 'd'];
    const bytes = await wordOf({
      body: ids.map(link).join('') + p('Text'),
      relations: ids.map((id) => [id, 'image', `https://one.example/${id}.png?key=${id}`, true]),
    });
    const [warning, ...more] = await warningsOf('a.docx', bytes, 'pdf');
    expect(more).toEqual([]);
    expect(warning).toMatchObject({
      code: 'resource_not_loaded',
      detail: expect.stringMatching(/“https:\/\/one\.example\/a\.png.*and 1 more of this server\.$/),
    });
  });

  test('do not exist for ordinary documents', async () => {
    for (const name of ['letter.docx', 'budget.xlsx', 'slides.pptx', 'chart.pptx', 'chart.xlsx'])
      expect(await warningsOf(name, (await sample(name)).bytes, 'pdf'), name).toEqual([]);
  });
});
