import { openOf } from '../build/open.ts';
import type { CorpusDocument, Evidence } from '../document.ts';

const cell = (text: string, more = '') =>
  `<table:table-cell${more}><text:p>${text}</text:p></table:table-cell>`;
const table = (...rows: string[]) =>
  `</text:p><table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>${rows.map((row) => `<table:table-row>${row}</table:table-row>`).join('')}</table:table><text:p>After`;
const list = (inside: string) => `</text:p><text:list>${inside}</text:list><text:p>After`;
const item = (text: string) => `<text:list-item><text:p>${text}</text:p></text:list-item>`;

/** Feature → content of a paragraph, and what shows it. */
const features: Record<string, [content: string, shows: Evidence]> = {
  paragraphs: [' one</text:p><text:p>Two', { words: ['A line one', 'Two'] }],
  table: [
    table(cell('North') + cell('12'), cell('South') + cell('34')),
    { words: ['North', '12', 'South', '34'] },
  ],
  'merged cells': [
    table(
      `${cell('Both', ' table:number-columns-spanned="2"')}<table:covered-table-cell/>`,
      cell('Left') + cell('Right'),
    ),
    { words: ['Both', 'Left', 'Right'] },
  ],
  list: [list(item('North') + item('South')), { words: ['North', 'South'] }],
  'nested list': [
    list(`<text:list-item><text:p>Outer</text:p><text:list>${item('Inner')}</text:list></text:list-item>`),
    { words: ['Outer', 'Inner'] },
  ],
  heading: ['</text:p><text:h text:outline-level="1">A heading</text:h><text:p>', { words: ['A heading'] }],
  footnote: [
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>A note</text:p></text:note-body></text:note>',
    { words: ['A note'] },
  ],
  endnote: [
    '<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body><text:p>A note</text:p></text:note-body></text:note>',
    { words: ['A note'] },
  ],
  'page number': [
    ' <text:page-number text:select-page="current">1</text:page-number>',
    { words: ['A line 1'] },
  ],
  'fixed date': [
    ' <text:date text:fixed="true" text:date-value="2026-05-03">3 May 2026</text:date>',
    { words: ['5/3/26'] },
  ],
  hyperlink: [
    '<text:a xlink:type="simple" xlink:href="https://example.com/">A link</text:a>',
    { words: ['A link'] },
  ],
  bookmark: ['<text:bookmark text:name="here"/> marked', { words: ['marked'] }],
  tabs: ['<text:tab/>right', { words: ['A line', 'right'] }],
  spaces: ['<text:s text:c="3"/>far', { words: ['A line', 'far'] }],
  'line break': ['<text:line-break/>below', { words: ['A line', 'below'] }],
  section: [
    '</text:p><text:section text:name="S"><text:p>In a section</text:p></text:section><text:p>',
    { words: ['In a section'] },
  ],
  ruby: [
    '<text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>かんじ</text:ruby-text></text:ruby>',
    { words: ['漢字'] },
  ],
  'linked table': [
    `</text:p><table:table table:name="T"><office:dde-source office:dde-application="soffice" office:dde-topic="/a.ods" office:dde-item="A1"/><table:table-column/><table:table-row><table:table-cell office:value-type="string"><text:p>In a linked table</text:p></table:table-cell></table:table-row></table:table><text:p>`,
    { words: ['In a linked table'] },
  ],
  japanese: ['日本語の文書', { words: ['日本語の文書'] }],
  cyrillic: ['Привет, мир', { words: ['Привет', 'мир'] }],
};

/** A cell whose value is of another program. */
const linkedCell =
  '</table:table-cell><table:table-cell table:formula="of:=DDE(&quot;soffice&quot;;&quot;/a.ods&quot;;&quot;A1&quot;)" office:value-type="string" office:string-value="Linked value"><text:p>Linked value</text:p></table:table-cell><table:table-cell office:value-type="string">';

export const openText: readonly CorpusDocument[] = [
  ...Object.entries(features).map(
    ([feature, [text, shows]]): CorpusDocument => ({
      feature,
      format: 'odt',
      make: () => openOf('odt', { text }),
      shows,
    }),
  ),
  {
    feature: 'linked cell',
    format: 'ods',
    make: () => openOf('ods', { text: linkedCell }),
    shows: { words: ['Linked value'] },
  },
];
