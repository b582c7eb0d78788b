import { describe, expect, test } from 'vitest';
import type { FormatName } from '../../../../shared/conversion/formats/formats.ts';
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
    expect((await warningsOf('a.pptx', many, 'pdf'))[0]?.detail).toBe(
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
    expect(await warningsOf('a.docx', bytes, 'odt')).toEqual([]);
  });

  test.each([
    ['comment', 'A comment is not in the result.'],
    ['chart', 'A chart is not in the result.'],
  ])('find a %s in an XLS', async (feature, detail) => {
    const files = [{ name: 'a.xlsx', bytes: await workbook(feature) }];
    const steps = [{ type: 'convert' as const, to: 'xls' as const }];
    const [saved] = (await sharedConverter.convert({ files, steps, signal: never })).files;
    const warnings = await warningsOf('a.xls', saved?.bytes ?? new Uint8Array(), 'csv');
    expect(warnings.map((warning) => warning.detail)).toEqual([detail]);
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

  test('do not exist for a document that cannot be read', async () => {
    for (const name of ['a.docx', 'a.odt', 'a.xls'])
      expect(await warningsOf(name, Buffer.from('damaged'), 'pdf'), name).toEqual([]);
  });
});
