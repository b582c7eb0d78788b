import { workbookOf } from '../build/workbook.ts';
import type { CorpusDocument, Evidence } from '../document.ts';
import type { SheetContent } from './sheetObjects.ts';

const rows = [
  ['Rent', 100],
  ['Food', 250],
];

const features: Record<string, [content: SheetContent, shows: Evidence]> = {
  text: [{ rows: [['North', 'South']] }, { words: ['North', 'South'] }],
  numbers: [{ rows: [[1.5, 1234567, -2]] }, { words: ['1.5', '1234567', '-2'] }],
  sum: [{ rows: [...rows, ['Sum', '=SUM(B1:B2)']] }, { words: ['Sum', '350'] }],
  'text function': [{ rows: [['=CONCATENATE(&quot;No&quot;,&quot;rth&quot;)']] }, { words: ['North'] }],
  'leading zeros': [{ rows: [['00123']] }, { words: ['00123'] }],
  error: [{ rows: [['=1/0', 'End']] }, { words: ['#DIV/0!', 'End'] }],
  condition: [{ rows: [['=IF(1=1,&quot;yes&quot;,&quot;no&quot;)', 'End']] }, { words: ['yes', 'End'] }],
  'merged cells': [
    {
      rows: [
        ['Both', ''],
        ['Left', 'Right'],
      ],
      after: '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
    },
    { words: ['Both', 'Left', 'Right'] },
  ],
  hyperlink: [
    {
      rows: [['A link']],
      after: '<hyperlinks><hyperlink ref="A1" r:id="u"/></hyperlinks>',
      relations: [['u', 'hyperlink', 'https://example.com/', true]],
    },
    { words: ['A link'] },
  ],
  validation: [
    {
      rows: [['North']],
      after:
        '<dataValidations count="1"><dataValidation type="list" sqref="A1"><formula1>"North,South"</formula1></dataValidation></dataValidations>',
    },
    { words: ['North'] },
  ],
  filter: [{ rows: [['Town'], ['North']], after: '<autoFilter ref="A1:A2"/>' }, { words: ['Town', 'North'] }],
  'frozen pane': [
    {
      rows,
      before:
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>',
    },
    { words: ['Rent', 'Food'] },
  ],
  'wide column': [
    {
      rows: [['A long text in a wide column']],
      before: '<cols><col min="1" max="1" width="60" customWidth="1"/></cols>',
    },
    { words: ['A long text in a wide column'] },
  ],
  japanese: [{ rows: [['日本語']] }, { words: ['日本語'] }],
  'special characters': [{ rows: [['a&amp;b &lt;c&gt;']] }, { words: ['a&b', '<c>'] }],
  'colour scale': [
    {
      rows: [[1], [2], [3]],
      after:
        '<conditionalFormatting sqref="A1:A3"><cfRule type="colorScale" priority="1"><colorScale><cfvo type="min"/><cfvo type="max"/><color rgb="FF7C3AED"/><color rgb="FFFFFFFF"/></colorScale></cfRule></conditionalFormatting>',
    },
    { words: ['1', '2', '3'], colour: '#7c3aed' },
  ],
};

export const sheetContent: readonly CorpusDocument[] = Object.entries(features).map(
  ([feature, [content, shows]]) => ({
    feature,
    format: 'xlsx',
    make: () => workbookOf(content),
    shows,
    ...(feature === 'colour scale' && { warned: ['xls'] as const }),
  }),
);
