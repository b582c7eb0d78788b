import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { stepsSchema } from '../../../../shared/conversion/steps/steps.ts';
import { docx, paragraph, relations } from '../../ooxml.ts';
import { readPdf } from '../../readPdf.ts';
import { example, never } from '../../sample.ts';
import { sharedConverter } from '../../sharedConverter.ts';
import { linesOf, part, renderer } from './render.ts';

const { render, word, page } = renderer();

let png: string;
beforeAll(async () => {
  const red = sharp({ create: { width: 40, height: 20, channels: 3, background: '#c00' } });
  png = `data:image/png;base64,${(await red.png().toBuffer()).toString('base64')}`;
});

const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
const table = (...rows: string[][]) =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;

describe('a Word template', () => {
  it('replaces tags with values as plain text', async () => {
    const data = { name: '<w:br/> & "{other} {#x}"\u0001', address: '4 Lantern Court\r\nYork' };
    expect(await word(paragraph('Dear {name}, of {address}.'), data)).toEqual([
      'Dear <w:br/> & "{other} {#x}", of 4 Lantern Court\nYork.',
    ]);
  });

  it('finds a tag that Word has split into runs and given typographic quotes', async () => {
    const runs = ['{\u200bto', '\u00adtal | currency: ‘E', 'UR’}'].map(
      (text) => `<w:r><w:t>${text}</w:t></w:r>`,
    );
    expect(await word(`<w:p>${runs.join('')}</w:p>`, { total: 5 })).toEqual(['€5.00']);
  });

  it('repeats table rows, nested sections and list items without leaving empty lines', async () => {
    const rows = table(['Title', 'Amount'], ['{#items}{title}', '{price | times: 2 | number: 2}{/items}']);
    const items = [
      { title: 'a', price: 1 },
      { title: 'b', price: 2.5 },
    ];
    expect(await word(rows, { items })).toEqual(['Title', 'Amount', 'a', '2.00', 'b', '5.00']);

    const nested = [
      '{#groups}',
      '{name}',
      '{#for each in members}',
      '{forloop.index}. {each} of {name}',
      '{/for}',
      '{/groups}',
    ];
    const groups = [
      { name: 'A', members: ['x', 'y'] },
      { name: 'B', members: [] },
    ];
    expect(await word(nested.map((text) => paragraph(text)).join(''), { groups })).toEqual([
      'A',
      '1. x of A',
      '2. y of A',
      'B',
    ]);

    const bullet = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
    expect(await word(paragraph('{#terms}{this}{/terms}', bullet), { terms: ['one', 'two'] })).toEqual([
      'one',
      'two',
    ]);
  });

  it('repeats a bullet whose style makes it a list item, also by the style it is based on', async () => {
    const style = (id: string, properties: string) =>
      `<w:style w:type="paragraph" w:styleId="${id}">${properties}</w:style>`;
    const listOf = (id: number) => `<w:pPr><w:numPr><w:numId w:val="${id}"/></w:numPr></w:pPr>`;
    const styles = `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${[
      style('Bullet', listOf(1)),
      style('Deep', '<w:basedOn w:val="Bullet"/>'),
      style('Plain', `<w:basedOn w:val="Bullet"/>${listOf(0)}`),
      style('Loop', '<w:basedOn w:val="Loop"/>'),
    ].join('')}</w:styles>`;
    const linesIn = async (id: string, ...texts: string[]) => {
      const body = texts.map((text) => paragraph(text, `<w:pStyle w:val="${id}"/>`)).join('');
      const bytes = await docx(body, [], { 'word/styles.xml': styles });
      const data = { terms: ['one', 'two'] };
      return linesOf((await render([{ name: 'a.docx', bytes }], { data }))[0]?.bytes);
    };
    const loop = '{#terms}{this}{/terms}';
    for (const id of ['Bullet', 'Deep']) expect(await linesIn(id, loop)).toEqual(['one', 'two']);
    for (const id of ['Plain', 'Loop']) expect(await linesIn(id, loop)).toEqual(['onetwo']);
    expect(await linesIn('Bullet', '{#terms}{this}', 'next{/terms}')).toEqual(['one', 'next', 'two', 'next']);
  });

  it('repeats rows by default, and columns with loopOver', async () => {
    const items = [{ a: 1 }, { a: 2 }];
    const rows = table(['{#items}{a}', 'x'], ['-{/items}', 'y']);
    expect(await word(rows, { items })).toEqual(['1', 'x', '-', 'y', '2', 'x', '-', 'y']);
    const columns = table(['{#items [[loopOver: &quot;column&quot;]]}{a}', 'x'], ['-{/items}', 'y']);
    expect(await word(columns, { items })).toEqual(['1', '2', 'x', '-', '-', 'y']);
  });

  it.each([
    ['{#if total > 100 and country == "DE"}big{else}small{/if}', { total: 200, country: 'DE' }, 'big'],
    ['{#if total > 100}big{else}small{/if}', {}, 'small'],
    ['{#unless paid}due{/unless}', { paid: false }, 'due'],
    ['{#if discount}less{/if}.', { discount: 0 }, '.'],
    ['{#customer}{name}{/customer}', { customer: { name: 'Ada' } }, 'Ada'],
    ['{#items}{this}{else}none{/items}', { items: [] }, 'none'],
  ])('decides %s', async (text, data, expected) => {
    expect(await word(paragraph(text), data)).toEqual([expected]);
  });

  it('omits table rows and paragraphs by a condition', async () => {
    const rows = table(['Sum', '9'], ['{#if discount}Discount', '{discount}{/if}']);
    expect(await word(rows, {})).toEqual(['Sum', '9']);
    const lines = ['{#if a}', 'A', '{else}', 'B', '{/if}', 'end'].map((text) => paragraph(text));
    expect(await word(lines.join(''), { a: true })).toEqual(['A', 'end']);
    expect(await word(lines.join(''), { a: false })).toEqual(['B', 'end']);
  });

  it('inserts a text with 200,000 lines', async () => {
    const [text] = await word(paragraph('{text} end'), { text: '\n'.repeat(200_000) });
    expect(text?.split('\n')).toHaveLength(200_001);
    expect(text?.endsWith('\n end')).toBe(true);
  });

  it('uses double braces as delimiters if the template has them', async () => {
    expect(await word(paragraph('{literal} {{name}}'), { name: 'Ada' })).toEqual(['{literal} Ada']);
  });

  it('fills header and footer, and accepts an absolute path of the main part', async () => {
    const header = (text: string) =>
      `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${paragraph(text)}</w:hdr>`;
    const bytes = await docx(paragraph('{a}'), [['rId1', 'header', 'header1.xml']], {
      'word/header1.xml': header('{b}'),
      '_rels/.rels': relations([['rId1', 'officeDocument', '/word/document.xml']]),
    });
    const [file] = await render([{ name: 'a.docx', bytes }], { data: { a: 'in the body', b: 'above' } });
    expect(await part(file?.bytes)).toContain('in the body');
    expect(await part(file?.bytes, 'word/header1.xml')).toContain('above');
  });

  it('shows an image of the data or of an input, in the requested size or in a placeholder', async () => {
    const placeholder = `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1905000" cy="1905000"/><wp:docPr id="7" name="p" descr="{logo | image}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="7" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1905000" cy="1905000"/></a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
    const bytes = await docx(`${paragraph('{file | image: "40mm", alt: quote}')}${placeholder}`);
    const logo = { name: 'logo.png', bytes: Buffer.from(png.split(',')[1] ?? '', 'base64') };
    const data = { file: 'logo.png', logo: png, quote: '"><evil/>' };
    const [file] = await render([{ name: 'a.docx', bytes }, logo], { data, files: ['logo.png'] });
    const xml = await part(file?.bytes);
    // 40 mm wide in its proportions; and the largest size within 200 × 200 pixels.
    expect(xml).toContain('<wp:extent cx="1440000" cy="720000"/>');
    expect(xml).toContain('<wp:extent cx="1905000" cy="952500"/>');
    expect(xml).not.toContain('<evil');
    const links = await part(file?.bytes, 'word/_rels/document.xml.rels');
    expect(links.match(/Target="media\/image1.png"/g)).toHaveLength(1);
  });

  it('inserts web links between other content of the same run', async () => {
    const bytes = await docx(paragraph('Now {url | link: "pay"} it.'));
    const [file] = await render([{ name: 'a.docx', bytes }], {
      data: { url: 'https://pay.example/?a=1&b=2' },
    });
    expect(await part(file?.bytes)).toMatch(/Now .*<w:hyperlink.*pay.*<\/w:hyperlink>.* it\./);
    expect(await part(file?.bytes, 'word/_rels/document.xml.rels')).toContain(
      'https://pay.example/?a=1&amp;b=2',
    );
  });
});

describe('filters give the same result in both kinds of templates', () => {
  const data = {
    n: 1234.5,
    tiny: -0.004,
    day: '2026-03-31',
    at: '2026-03-31T22:30:00Z',
    list: ['a', 'b', 'c'],
    nothing: null,
  };
  it.each([
    ['n | number: 2', '1,234.50', '1.234,50'],
    ['n | currency: "EUR"', '€1,234.50', '1.234,50 €'],
    ['n | currency: "EUR", decimals: 0, locale: "fr-FR"', '1 235 €', '1 235 €'],
    ['tiny | currency: "EUR"', '€0.00', '0,00 €'],
    ['tiny | number: 2', '0.00', '0,00'],
    ['tiny | percent', '0%', '0 %'],
    ['tiny | number: 3', '-0.004', '-0,004'],
    ['0.195 | percent: 1', '19.5%', '19,5 %'],
    ['day | date: "long"', '31 March 2026', '31. März 2026'],
    ['day | date: "%d.%m.%y"', '31.03.26', '31.03.26'],
    ['at | date', '31 Mar 2026', '31.03.2026'],
    ['day | date: "%d.%m.", timeZone: "America/New_York"', '31.03.', '31.03.'],
    ['at | date: "%d. %B %H:%M", timeZone: "Asia/Tokyo"', '01. April 07:30', '01. April 07:30'],
    ['at | date: "%B", locale: "fr-FR"', 'mars', 'mars'],
    ['nothing | date: "%d"', '', ''],
    ['at | time: "short", timeZone: "Asia/Tokyo"', '07:30', '07:30'],
    ['list | list', 'a, b and c', 'a, b und c'],
    ['list | join: "-" | upper', 'A-B-C', 'A-B-C'],
    ['list.size | plural: one: "page", other: "pages"', 'pages', 'pages'],
    ['unknown | default: "none"', 'none', 'none'],
    ['nothing | currency: "EUR"', '', ''],
  ])('%s', async (expression, english, german) => {
    const plain = (text: string | undefined) => text?.replace(/[\u00a0\u202f]/g, ' ');
    for (const [locale, expected] of [
      ['en-GB', english],
      ['de-DE', german],
    ] as const) {
      const [line] = await word(paragraph(`[{${expression.replaceAll('"', '&quot;')}}]`), data, { locale });
      expect(plain(line)).toBe(`[${expected}]`);
      expect(plain(await page(`[{{ ${expression} }}]`, data, { locale }))).toBe(`[${expected}]`);
    }
  });
});

describe('a page template', () => {
  it('escapes values, also in a script', async () => {
    const text = '<p title="{{ x }}">{{ x | newline_to_br }}</p><script>x = {{ x | json }}</script>';
    expect(await page(text, { x: '"</script>\n<svg onload=1>' })).toBe(
      '<p title="&#34;&lt;/script&gt;\n&lt;svg onload=1&gt;">&#34;&lt;/script&gt;<br>\n&lt;svg onload=1&gt;</p>' +
        '<script>x = "\\"\\u003c/script\\u003e\\n\\u003csvg onload=1\\u003e"</script>',
    );
  });

  it('escapes only once with an escape filter', async () => {
    const filters = ['escape', 'escape_once', 'xml_escape', 'upper | escape'];
    for (const filter of filters)
      expect(await page(`{{ a | ${filter} }}`, { a: '<B> & "C"' })).toBe('&lt;B&gt; &amp; &#34;C&#34;');
    expect(await page('{{ a | escape_once }}', { a: '&lt; &' })).toBe('&lt; &amp;');
  });

  it('includes the inputs that the step names', async () => {
    const foot = { name: 'foot.html', bytes: Buffer.from('<i>{{ who }}</i>') };
    expect(await page('{% include "foot.html" %}', { who: 'A&B' }, { files: ['foot.html'] }, [foot])).toBe(
      '<i>A&amp;B</i>',
    );
  });

  it('shows images and links', async () => {
    const text = await page('{{ logo | image: "1in" }} {{ url | link: "<b>" }}', {
      logo: png,
      url: 'https://a.example',
    });
    expect(text).toBe(
      `<img src="${png}" alt="" style="width:96.00px;height:48.00px"> <a href="https://a.example/">&lt;b&gt;</a>`,
    );
  });

  it('treats missing values in conditions as false, and decodes the encoding that its head names', async () => {
    const text = '<meta charset="iso-8859-1">é{% if a and b > 1 %}yes{% else %}no{% endif %}';
    const latin = { name: 'a.html', bytes: Buffer.from(text, 'latin1') };
    const [file] = await render([latin], { data: {} });
    expect(Buffer.from(file?.bytes ?? []).toString()).toBe('\ufeff<meta charset="iso-8859-1">éno');
  });
});

describe('the data', () => {
  it('can be a file with a list, which gives one named result per item', async () => {
    const template = { name: 'a.docx', bytes: await docx(paragraph('{n}')) };
    const json = { name: 'all.json', bytes: Buffer.from('\ufeff[{"n":"7/8"},{"n":"7:8"},{"n":""}]') };
    const files = await render([template, json], { dataFile: 'all.json', fileName: 'no {{ n }}' });
    expect(files.map(({ name }) => name)).toEqual(['no 7-8.docx', 'no 7-8-2.docx', 'no.docx']);
    const unnamed = await render([template], { data: [{ n: 1 }, { n: 2 }] });
    expect(unnamed.map(({ name }) => name)).toEqual(['a-1.docx', 'a-2.docx']);
  });

  it('gives an empty text for a missing value with missing: empty', async () => {
    expect(await word(paragraph('[{a.b | upper}]'), {}, { missing: 'empty' })).toEqual(['[]']);
    expect(await page('[{{ a.b | upper }}]', {}, { missing: 'empty' })).toBe('[]');
  });
});

describe('the example invoice', () => {
  it('renders as one page with all its content', async () => {
    const files = [await example('invoice.docx'), await example('invoice.json')];
    const steps = stepsSchema.parse([
      { type: 'render', dataFile: 'invoice.json' },
      { type: 'convert', to: 'pdf' },
    ]);
    const result = await sharedConverter.convert({ files, steps, signal: never });
    expect(result.files.map(({ name }) => name)).toEqual(['invoice.pdf']);
    expect(result.usage).toMatchObject({ documents: 1, pages: 1 });
    const { text } = await readPdf(result.files[0]?.bytes ?? new Uint8Array());
    for (const words of [
      'Harbour Books',
      'York YO1 7HH',
      '20 March 2026',
      '£323.75',
      'Discount (10%)',
      '£1,181.72',
      'Page 1 of 1',
    ])
      expect(text).toContain(words);
    expect(text).not.toMatch(/[{}]/);
  });
});
