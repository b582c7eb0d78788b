import { office, type Part, xml } from '../build/package.ts';
import { wordOf } from '../build/word.ts';
import type { CorpusDocument, Evidence } from '../document.ts';
import { p, type WordContent } from './wordObjects.ts';

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const run = (text: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const line = (runs: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${runs}</w:p>`;
const cell = (text: string, properties = '') =>
  `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>${properties}</w:tcPr>${p(text)}</w:tc>`;
const table = (...rows: string[]) =>
  `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>${rows.map((row) => `<w:tr>${row}</w:tr>`).join('')}</w:tbl>${p('After')}`;
const part = (kind: string, content: string): Part => ({
  type: `${office}.wordprocessingml.${kind}+xml`,
  content: `${xml}${content}`,
});
const notes = (kind: 'footnote' | 'endnote'): WordContent => ({
  body: line(`${run('Text')}<w:r><w:${kind}Reference w:id="2"/></w:r>`),
  relations: [['n', `${kind}s`, `${kind}s.xml`]],
  parts: {
    [`word/${kind}s.xml`]: part(
      `${kind}s`,
      `<w:${kind}s ${w}><w:${kind} w:id="2">${p('A note')}</w:${kind}></w:${kind}s>`,
    ),
  },
});
const margin = (kind: 'header' | 'footer'): WordContent => ({
  body: `${p('First')}<w:p><w:pPr><w:sectPr><w:${kind}Reference w:type="default" r:id="h"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1700" w:bottom="1700" w:left="1134" w:right="1134" w:header="700" w:footer="700"/></w:sectPr></w:pPr></w:p>${p('Second')}`,
  relations: [['h', kind, `${kind}1.xml`]],
  parts: {
    [`word/${kind}1.xml`]: part(
      kind,
      `<w:${kind === 'header' ? 'hdr' : 'ftr'} ${w}>${p('In the margin')}</w:${kind === 'header' ? 'hdr' : 'ftr'}>`,
    ),
  },
});
const numbering = (format: string, text: string): WordContent => ({
  body: ['North', 'South']
    .map((name) => line(run(name), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'))
    .join(''),
  relations: [['l', 'numbering', 'numbering.xml']],
  parts: {
    'word/numbering.xml': part(
      'numbering',
      `<w:numbering ${w}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    ),
  },
});
const field = (code: string, result: string) =>
  line(`${run('Field: ')}<w:fldSimple w:instr=" ${code} ">${run(result)}</w:fldSimple>`);

/** Feature → content and what shows it. */
const features: Record<string, [content: WordContent | string, shows: Evidence]> = {
  paragraphs: [p('One') + p('Two'), { words: ['One', 'Two'] }],
  table: [
    table(cell('North') + cell('12'), cell('South') + cell('34')),
    { words: ['North', '12', 'South', '34', 'After'] },
  ],
  'merged cells': [
    table(
      cell('Both', '<w:gridSpan w:val="2"/>'),
      cell('Left', '<w:vMerge w:val="restart"/>') + cell('Up'),
      cell('', '<w:vMerge/>') + cell('Down'),
    ),
    { words: ['Both', 'Left', 'Up', 'Down'] },
  ],
  'nested table': [
    table(`<w:tc><w:tcPr/>${table(cell('Inner'))}</w:tc>${cell('Outer')}`),
    { words: ['Inner', 'Outer'] },
  ],
  'shaded cell': [
    table(cell('Dark', '<w:shd w:val="clear" w:color="auto" w:fill="7C3AED"/>') + cell('Light')),
    { words: ['Dark'], colour: '#7c3aed' },
  ],
  'numbered list': [numbering('decimal', '%1.'), { words: ['North', 'South'] }],
  'roman list': [numbering('upperRoman', '%1)'), { words: ['North', 'South'] }],
  'bullet list': [numbering('bullet', '•'), { words: ['North', 'South'] }],
  footnote: [notes('footnote'), { words: ['Text', 'A note'] }],
  endnote: [notes('endnote'), { words: ['Text', 'A note'] }],
  'page field': [field('PAGE', '1'), { words: ['Field: 1'] }],
  'stored field': [field('DOCPROPERTY Town', 'Northtown'), { words: ['Field:', 'Northtown'] }],
  hyperlink: [
    {
      body: `<w:p><w:hyperlink r:id="u">${run('A link')}</w:hyperlink></w:p>`,
      relations: [['u', 'hyperlink', 'https://example.com/', true]],
    },
    { words: ['A link'] },
  ],
  columns: [
    `${p('Left column')}<w:p><w:r><w:br w:type="column"/></w:r>${run('Right column')}</w:p><w:p><w:pPr><w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="11906" w:h="16838"/><w:cols w:num="2"/></w:sectPr></w:pPr></w:p>`,
    { words: ['Left column', 'Right column'] },
  ],
  'landscape section': [
    `${p('Wide')}<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:pPr></w:p>${p('Tall')}`,
    { words: ['Wide', 'Tall'] },
  ],
  'page break': [
    `${p('First')}<w:p><w:r><w:br w:type="page"/></w:r></w:p>${p('Second')}`,
    { words: ['First', 'Second'] },
  ],
  insertion: [
    line(
      `${run('Before ')}<w:ins w:id="1" w:author="Ada" w:date="2026-01-01T00:00:00Z">${run('inserted')}</w:ins>`,
    ),
    { words: ['Before', 'inserted'] },
  ],
  'hidden text': [line(`${run('Shown')}${run('Secret', '<w:vanish/>')}`), { words: ['Shown'] }],
  'coloured text': [
    line(run('Violet', '<w:color w:val="7C3AED"/><w:b/><w:sz w:val="144"/>')),
    { words: ['Violet'], colour: '#7c3aed' },
  ],
  highlight: [
    line(run('Marked', '<w:shd w:val="clear" w:fill="7C3AED"/>')),
    { words: ['Marked'], colour: '#7c3aed' },
  ],
  superscript: [line(`${run('x')}${run('2', '<w:vertAlign w:val="superscript"/>')}`), { words: ['x', '2'] }],
  'small caps': [line(run('Small', '<w:smallCaps/>')), { words: ['S'] }],
  tabs: [
    line(
      `${run('Left')}<w:r><w:tab/></w:r>${run('Right')}`,
      '<w:tabs><w:tab w:val="left" w:pos="4000"/></w:tabs>',
    ),
    { words: ['Left', 'Right'] },
  ],
  'text frame': [
    `${line(run('In a frame'), '<w:framePr w:w="2000" w:hSpace="142" w:wrap="around" w:vAnchor="text" w:hAnchor="text" w:x="1" w:y="1"/>')}${p('Beside')}`,
    { words: ['In a frame'] },
  ],
  japanese: [p('日本語の文書'), { words: ['日本語の文書'] }],
  cyrillic: [p('Привет, мир'), { words: ['Привет', 'мир'] }],
  greek: [p('Καλημέρα'), { words: ['Καλημέρα'] }],
  'special characters': [p('a&amp;b &lt;c&gt; “d” – €'), { words: ['a&b', '<c>', '€'] }],
};

export const wordText: readonly CorpusDocument[] = Object.entries({
  ...features,
  header: [margin('header'), { words: ['In the margin'] }] as const,
  footer: [margin('footer'), { words: ['In the margin'] }] as const,
}).map(([feature, [content, shows]]) => ({
  feature,
  format: 'docx',
  make: () => wordOf(typeof content === 'string' ? { body: content } : content),
  shows,
  // Neither has pages.
  ...(/^(?:header|footer)$/.test(feature) && { unsuitable: ['html', 'txt'] as const }),
}));
