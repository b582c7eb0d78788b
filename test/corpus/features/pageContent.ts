import { colours, picture, vector } from '../build/marks.ts';
import type { CorpusDocument, Evidence } from '../document.ts';

const data = (type: string, bytes: Uint8Array | string) =>
  `data:${type};base64,${Buffer.from(bytes as Uint8Array).toString('base64')}`;

const pages: Record<string, [html: () => Promise<string> | string, shows: Evidence, warns?: true]> = {
  paragraphs: [() => '<p>One</p><p>Two</p>', { words: ['One', 'Two'] }],
  table: [
    () => '<table><tr><th colspan="2">Both</th></tr><tr><td>North</td><td>12</td></tr></table>',
    { words: ['Both', 'North', '12'] },
  ],
  list: [() => '<ol><li>North<ul><li>Inner</li></ul></li></ol>', { words: ['1.', 'North', 'Inner'] }],
  'form controls': [
    () => '<input value="Ada Example"><select><option>Northtown</option></select><textarea>Notes</textarea>',
    { words: ['Ada Example', 'Northtown', 'Notes'] },
  ],
  'checked box': [
    () => '<style>input{accent-color:#7c3aed;width:60px;height:60px}</style><input type="checkbox" checked>',
    { colour: '#7c3aed' },
  ],
  mathml: [() => '<math><mi>E</mi><mo>=</mo><mi>m</mi></math>', {}],
  'inline svg': [() => vector(), { colour: colours.picture }],
  'svg picture': [() => `<img src="${data('image/svg+xml', vector())}">`, { colour: colours.picture }],
  'png picture': [
    async () => `<img src="${data('image/png', await picture())}">`,
    { colour: colours.picture },
  ],
  'jpeg picture': [
    async () => `<img src="${data('image/jpeg', await picture('#ffffff', 'jpeg'))}"><p>After`,
    { words: ['After'] },
  ],
  'webp picture': [
    async () => `<img src="${data('image/webp', await picture(colours.picture, 'webp'))}">`,
    { colour: colours.picture },
  ],
  canvas: [
    () =>
      '<canvas id="c"></canvas><script>const x=c.getContext("2d");x.fillStyle="#7c3aed";x.fillRect(0,0,90,90)</script>',
    { colour: '#7c3aed' },
  ],
  background: [
    () => '<style>body{background:#7c3aed}</style><p>Text',
    { words: ['Text'], colour: '#7c3aed' },
  ],
  flexbox: [() => '<div style="display:flex"><p>Left</p><p>Right</p></div>', { words: ['Left', 'Right'] }],
  'page break': [() => '<p>First</p><p style="break-before:page">Second</p>', { words: ['First', 'Second'] }],
  'hidden element': [() => '<p>Shown</p><p hidden>Secret</p>', { words: ['Shown'], not: ['Secret'] }],
  'open details': [
    () => '<details open><summary>Title</summary>Inside</details>',
    { words: ['Title', 'Inside'] },
  ],
  'script text': [() => '<p id="p"></p><script>p.textContent="Written"</script>', { words: ['Written'] }],
  japanese: [() => '<p>日本語</p>', { words: ['日本語'] }],
  'missing picture': [() => '<img src="missing.png">', {}, true],
  'remote picture': [() => '<img src="https://pictures.example/a.png">', {}, true],
};

const texts: Record<string, [markdown: string, shows: Evidence]> = {
  heading: ['# A heading\n\nText', { words: ['A heading', 'Text'] }],
  list: ['- North\n  - Inner\n- South', { words: ['North', 'Inner', 'South'] }],
  table: ['| Town | Sum |\n|---|---|\n| North | 12 |', { words: ['Town', 'North', '12'] }],
  code: ['```\nlet a = 1;\n```', { words: ['let a = 1;'] }],
  emphasis: ['**Bold** and *italic*', { words: ['Bold and italic'] }],
  link: ['[A link](https://example.com/)', { words: ['A link'] }],
  quote: ['> Quoted', { words: ['Quoted'] }],
};

export const pageContent: readonly CorpusDocument[] = [
  ...Object.entries(pages).map(
    ([feature, [html, shows, warns]]): CorpusDocument => ({
      feature,
      format: 'html',
      make: async () => Buffer.from(`<!doctype html><meta charset="utf-8">${await html()}`),
      shows,
      ...(warns && { warned: ['pdf'] }),
    }),
  ),
  ...Object.entries(texts).map(
    ([feature, [markdown, shows]]): CorpusDocument => ({
      feature,
      format: 'md',
      make: async () => Buffer.from(markdown),
      shows,
    }),
  ),
];
