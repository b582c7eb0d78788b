import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConverter } from '../../../../shared/conversion/converter.ts';
import { planSteps } from '../../../../shared/conversion/steps/plan.ts';
import { stepsSchema } from '../../../../shared/conversion/steps/steps.ts';
import { docx, paragraph } from '../../ooxml.ts';
import { renderer } from './render.ts';

const converter = createConverter({ engines: 0, browsers: 0, toolboxes: 1, log: () => undefined });
const { render, word, page } = renderer(converter);
afterAll(() => converter.close());

const refusal = (code: string, detail: RegExp) =>
  expect.objectContaining({ code, detail: expect.stringMatching(detail) });
const pids = () => converter.engines().map(({ pid }) => pid);

/** A grey PNG that compresses to a thousandth of a bit per pixel. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const rows = deflateSync(Buffer.alloc((width / 8 + 1) * height));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

beforeAll(async () => {
  process.env.CONVEYOR_SECRET_OF_THE_TEST = 'must stay here';
  await converter.warm();
});

describe('an error names the tag and its location', () => {
  it.each([
    ['Total: {totl}', { total: 1 }, /^\{totl\}.*no “totl”; in the document, in “Total: \{totl\}”\.$/],
    ['{a.b.c}', { a: {} }, /no “a\.b”/],
    ['{#lines}{this}{/lines}', {}, /^\{#lines\}.*no “lines”/],
    ['{#items}{this}', { items: [] }, /\{#items\} is never closed/],
    ['{name} {', { name: 1 }, null],
    ['{name {other}', {}, /^\{name \{other\} cannot be filled/],
    ['{total | money}', { total: 1 }, /no filter “money”/],
    ['{total | currency: "EURO"}', { total: 1 }, /currency/i],
    ['{total | currency}', { total: 1 }, /needs a currency/],
    ['{total | number: 2}', { total: 'twelve' }, /“twelve” is not a number/],
    ['{day | date: "long"}', { day: 'soon' }, /“soon” is not a date/],
    ['{day | date: "tiny"}', { day: '2026-01-01' }, /“tiny” is not a style/],
    ['{day | date: "long"}', { day: '2026-02-30' }, /“2026-02-30” is not a date/],
    ['{day | date: "%d.%m.%Y"}', { day: '01.02.2026' }, /“01.02.2026” is not a date/],
    ['{day | date: "%d.%m.%Y"}', { day: '2026-13-01' }, /“2026-13-01” is not a date/],
    ['{day | date: "%d.%m.%Y"}', { day: true }, /“true” is not a date/],
    ['{at | date}', { at: 1_700_000_000_000 }, /“1700000000000” is not a date.*seconds since 1970/],
    ['{at | time}', { at: 1e300 }, /“1e\+300” is not a date/],
    ['{at | date: "%H", timeZone: "Mars"}', { at: 0 }, /time zone/],
    ['{n | number}', { n: '0x10' }, /“0x10” is not a number/],
    ['{n | divided_by: 0}', { n: 1 }, /is not a finite number/],
    ['{#if n == }x{/if}', { n: 1 }, /is not a valid expression/],
    ['{#a}{#b}{/a}{/b}', { a: 1, b: 1 }, /^\{\/a\} does not match \{#b\}; in the document, in “/],
    ['{#a}{/a}{/a}', { a: 1 }, /^\{\/a\} has no opening tag/],
    ['{#if a}1{elsif b}2{/if}', { a: 0, b: 1 }, /^\{elsif b\}.*\{else\}\{#if …\}/],
    ['{#a [[loopOver: "rows"]]}x{/a}', { a: [1] }, /loopOver.*row, column, paragraph, content/],
    ['{n | number: 1000}', { n: 1 }, /fraction/i],
    ['{customer}', { customer: { name: 'Ada' } }, /object, not a text/],
    ['{First Name}', {}, /more than one name/],
    ['{else}', {}, /is not inside a section/],
  ] as const)('%s', async (text, data, detail) => {
    const filled = word(paragraph(text.replaceAll('"', '&quot;')), data);
    if (detail === null) await expect(filled).resolves.toEqual(['1 {']);
    else await expect(filled).rejects.toEqual(refusal('template_error', detail));
  });

  it('for a tag inside a tracked change, and for CDATA sections', async () => {
    const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
    const changed = `<w:p>${run('{na')}<w:ins w:id="1" w:author="a">${run('me}')}</w:ins></w:p>`;
    await expect(word(changed, { name: 1 })).rejects.toEqual(
      refusal('template_error', /interrupted by a link, a tracked change/),
    );
    await expect(word(`<w:p>${run('<![CDATA[{name}]]>')}</w:p>`, { name: 1 })).rejects.toEqual(
      refusal('template_error', /CDATA/),
    );
  });

  it('with line and column in a page, the item of a list, and the header of a Word document', async () => {
    await expect(page('<p>\n  {{ totl }}', {})).rejects.toEqual(
      refusal('template_error', /no “totl”; in “a\.html”, line 2, column \d+\.$/),
    );
    await expect(page('{{ n }}', [{ n: 1 }, {}])).rejects.toEqual(refusal('template_error', /item 2\.$/));
    await expect(word(paragraph('{n}'), [{ n: 1 }, {}])).rejects.toEqual(
      refusal('template_error', /item 2\.$/),
    );
    const header = `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${paragraph('{x}')}</w:hdr>`;
    const bytes = await docx('', [['rId1', 'header', 'header1.xml']], { 'word/header1.xml': header });
    await expect(render([{ name: 'a.docx', bytes }], { data: {} })).rejects.toEqual(
      refusal('template_error', /in the header/),
    );
  });

  it.each(['{% if %}', '{% for x in y %}', '{% nosuch %}', '{{ x'])('in a page with %s', async (text) => {
    await expect(page(text, { y: [1] })).rejects.toEqual(refusal('template_error', /./));
  });
});

describe('data is refused', () => {
  it('if it is an empty list', async () => {
    const json = { name: 'all.json', bytes: Buffer.from('[]') };
    await expect(word(paragraph('{n}'), undefined, { dataFile: 'all.json' }, [json])).rejects.toEqual(
      refusal('template_error', /empty list/),
    );
  });

  it('if it has more lines than a document may have', async () => {
    const text = '\n'.repeat(2_000_000);
    await expect(
      word(paragraph('{text}'), undefined, { dataFile: 'a.json' }, [
        { name: 'a.json', bytes: Buffer.from(JSON.stringify({ text })) },
      ]),
    ).rejects.toEqual(refusal('template_too_large', /more than 1000000 XML nodes/));
  });
});

describe('a template runs no code and reads only its data', () => {
  const attempts = [
    "constructor.constructor('return process')()",
    'constructor',
    '__proto__',
    'a.constructor.name',
    'a["__proto__"].x',
    'list.constructor',
    'list.map',
    'text.toString',
    'process.env',
    'process.env.CONVEYOR_SECRET_OF_THE_TEST',
    'globalThis',
    'require("fs")',
    'this.constructor',
    '"x" | constructor',
    '"x" | __proto__',
    '"x" | toString',
  ];
  const data = JSON.parse('{"a":{"x":1},"list":[1],"text":"t"}');
  it.each(attempts)('%s', async (attempt) => {
    const tag = attempt.replaceAll('"', '&quot;');
    await expect(word(paragraph(`{${tag}}`), data)).rejects.toEqual(refusal('template_error', /./));
    await expect(word(paragraph(`{#list}{${tag}}{/list}`), data)).rejects.toEqual(
      refusal('template_error', /./),
    );
    await expect(page(`{{ ${attempt} }}`, data)).rejects.toEqual(refusal('template_error', /./));
  });

  it.each([
    "{% include '/etc/passwd' %}",
    "{% include '../../../../../etc/passwd' %}",
    "{% render '/proc/self/environ' %}",
    "{% layout 'package.json' %}",
    "{% include 'constructor' %}",
    "{% include '__proto__' %}",
    "{{ '/etc/passwd' | image }}",
    "{{ 'file:///etc/passwd' | image }}",
    "{{ 'file:///etc/passwd' | link }}",
  ])('%s', async (text) => {
    await expect(page(text, {})).rejects.toEqual(refusal('template_error', /^((?!root:).)*$/s));
  });

  it('and a key named __proto__ in the data pollutes no prototype', async () => {
    const json = {
      name: 'd.json',
      bytes: Buffer.from('{"__proto__":{"polluted":"yes"},"a":{"__proto__":{"polluted":"yes"}}}'),
    };
    const template = { name: 'a.html', bytes: Buffer.from('[{{ polluted }}{{ a.polluted }}]') };
    const options = { dataFile: 'd.json', missing: 'empty' as const };
    for (let turn = 0; turn < 2; turn++) {
      const [file] = await render([template, json], options);
      expect(Buffer.from(file?.bytes ?? []).toString()).toBe('\ufeff[]');
    }
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'no address'])(
    'and cannot link to %s',
    async (url) => {
      await expect(word(paragraph('{url | link}'), { url })).rejects.toEqual(
        refusal('template_error', /is not a link/),
      );
    },
  );
});

describe('a template that exceeds a limit is refused, and the toolbox stays warm', () => {
  const many = Array.from({ length: 1_000 }, () => 0);
  const nest = (body: string) => `{#a}${'{#a}'.repeat(2)}${body}${'{/a}'.repeat(3)}`;
  const doubled = '{% capture s %}{{ s | raw }}{{ s | raw }}{% endcapture %}'.repeat(60);
  it.each([
    ['a million rows', () => word(paragraph(nest('x')), { a: many })],
    ['a long text in every row', () => word(paragraph('{#a}{b}{/a}'), { a: many, b: 'x'.repeat(500_000) })],
    [
      'a large table in every row',
      () => word(`${paragraph('{#a}')}${paragraph('x').repeat(5_000)}${paragraph('{/a}')}`, { a: many }),
    ],
    ['a very long range', () => page('{% for i in (1..100000000) %}x{% endfor %}', {})],
    ['nested loops', () => page(`${'{% for i in (1..1000) %}'.repeat(3)}x${'{% endfor %}'.repeat(3)}`, {})],
    [
      'a long text many times',
      () => page('{% for i in (1..1000) %}{{ b }}{% endfor %}', { b: 'x'.repeat(500_000) }),
    ],
    ['a text that doubles', () => page(`{% assign s = "x" %}${doubled}{{ s }}`, {})],
    [
      'a partial that includes itself',
      () =>
        page('{% include "p.html" %}', {}, { files: ['p.html'] }, [
          { name: 'p.html', bytes: Buffer.from('{% include "p.html" %}') },
        ]),
    ],
    [
      'XML that is nested too deeply',
      () =>
        word(
          `${'<w:sdt><w:sdtContent>'.repeat(2_000)}${paragraph('{x}')}${'</w:sdtContent></w:sdt>'.repeat(2_000)}`,
          { x: 1 },
        ),
    ],
    [
      'more results than allowed',
      () =>
        page(
          'x',
          Array.from({ length: 1_001 }, () => ({})),
        ),
      'too_many_files',
    ],
  ])('%s', async (_what, attempt, code = 'template_too_large') => {
    const before = pids();
    await expect(attempt()).rejects.toMatchObject({ code });
    expect(await page('{{ x }}', { x: 'alive' })).toBe('alive');
    expect(pids()).toEqual(before);
  });

  it.each([
    ['an entity bomb', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'],
    ['an external entity', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'],
  ])('%s', async (_what, definition) => {
    const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const document = `<?xml version="1.0"?>${definition}<w:document ${w}><w:body><w:p><w:r><w:t>&a; {x}</w:t></w:r></w:p></w:body></w:document>`;
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const bytes = await docx('', [], { 'word/document.xml': Buffer.from(document, encoding) });
      await expect(render([{ name: 'a.docx', bytes }], { data: { x: 1 } })).rejects.toEqual(
        refusal('corrupt_file', /document type definition/),
      );
    }
  });

  it.each([
    ['a ZIP bomb', () => docx('', [], { 'word/media/a.bin': Buffer.alloc(200 * 1024 ** 2) }), 'zip_limits'],
    ['a truncated template', async () => (await docx(paragraph('x'))).subarray(0, 600), 'corrupt_file'],
    ['no main part', () => docx('', [], { '_rels/.rels': '<Relationships/>' }), 'corrupt_file'],
  ] as const)('%s', async (_what, bytes, code) => {
    await expect(render([{ name: 'a.docx', bytes: await bytes() }], { data: {} })).rejects.toMatchObject({
      code,
    });
  });
});

describe('images in the data', () => {
  const shown = (image: string) => word(paragraph('{x | image}'), { x: image });
  it.each([
    [
      'SVG',
      `data:image/svg+xml;base64,${Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')}`,
    ],
    ['text', `data:image/png;base64,${Buffer.from('no image').toString('base64')}`],
    ['an address', 'https://example.org/a.png'],
    ['a path', '/etc/passwd'],
    ['an input that the step does not name', 'other.png'],
  ])('%s is refused', async (_what, image) => {
    await expect(shown(image)).rejects.toEqual(refusal('template_error', /is not an? (image|PNG)/));
  });

  it('that ends in its header is refused as damaged', async () => {
    const damaged = `data:image/png;base64,${pngOf(1, 1).subarray(0, 12).toString('base64')}`;
    await expect(shown(damaged)).rejects.toEqual(refusal('template_error', /is damaged: its size cannot/));
  });

  it('more pixels than allowed are refused, even in a small file', async () => {
    const png = pngOf(20_000, 20_000);
    await expect(shown(`data:image/png;base64,${png.toString('base64')}`)).rejects.toMatchObject({
      code: 'too_many_pixels',
    });
  });
});

describe('at submission', () => {
  const plan =
    (names: string[], ...steps: unknown[]) =>
    () =>
      planSteps(names, stepsSchema.parse(steps));
  const toPdf = { type: 'convert', to: 'pdf' };
  it.each([
    ['no data', ['a.docx'], { type: 'render' }, 'invalid_parameter'],
    [
      'data twice',
      ['a.docx', 'd.json'],
      { type: 'render', data: {}, dataFile: 'd.json' },
      'invalid_parameter',
    ],
    ['a missing data file', ['a.docx'], { type: 'render', dataFile: 'd.json' }, 'steps_do_not_fit'],
    [
      'a data file that is not JSON',
      ['a.docx', 'd.txt'],
      { type: 'render', dataFile: 'd.txt' },
      'invalid_parameter',
    ],
    ['a missing image', ['a.docx'], { type: 'render', data: {}, files: ['logo.png'] }, 'steps_do_not_fit'],
    ['a sheet as a template', ['a.xlsx'], { type: 'render', data: {} }, 'steps_do_not_fit'],
  ])('%s', (_what, names, step, code) => {
    expect(plan(names, step, toPdf)).toThrow(expect.objectContaining({ code }));
  });

  const deep = JSON.parse(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`);
  it.each([
    ['data that is not an object', { data: 'text' }],
    ['an empty list', { data: [] }],
    ['more than a megabyte', { data: { a: 'x'.repeat(1024 ** 2) } }],
    ['data that is nested too deeply', { data: deep }],
    ['an invalid locale', { data: {}, locale: 'de_DE!' }],
    ['an invalid time zone', { data: {}, timeZone: 'Mars/Olympus' }],
    ['an unknown option', { data: {}, template: 'x' }],
  ])('%s', (_what, options) => {
    expect(stepsSchema.safeParse([{ type: 'render', ...options }]).success).toBe(false);
  });

  it('plans documents, resources and results', () => {
    const { documents, resources, after } = plan(
      ['a.docx', 'd.json', 'logo.png'],
      { type: 'render', dataFile: 'd.json', files: ['logo.png'] },
      toPdf,
    )();
    expect({ documents, resources }).toEqual({ documents: ['a.docx'], resources: ['d.json', 'logo.png'] });
    expect(after.at(-1)).toMatchObject([{ format: 'pdf', many: true }]);
  });
});
