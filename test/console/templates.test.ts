import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTemplate, shapeOfDocument, shapeOfPage } from '../../console/page/templates/readTemplate.ts';
import type { Shape } from '../../console/page/templates/shape.ts';
import { emptyData, filledData } from '../../console/page/templates/templateData.ts';

const examples = join(import.meta.dirname, '../../examples');

/** A shape as plain data. */
function plain(shape: Shape): unknown {
  if (shape.kind === 'value') return shape.type;
  if (shape.kind === 'list') return [plain(shape.item)];
  return Object.fromEntries([...shape.fields].map(([name, field]) => [name, plain(field)]));
}

/** The data of an example as a shape: the names of its values. */
function namesOf(data: unknown): unknown {
  if (Array.isArray(data))
    return [namesOf(Object.assign({}, ...data.filter((each) => typeof each === 'object')))];
  if (typeof data !== 'object' || data === null) return '';
  return Object.fromEntries(Object.entries(data).map(([name, each]) => [name, namesOf(each)]));
}

test.each(['invoice.docx', 'receipt.html'])('finds all data of examples/%s', async (name) => {
  const file = new File([readFileSync(join(examples, name))], name);
  const data = JSON.parse(readFileSync(join(examples, name.replace(/\w+$/, 'json')), 'utf8'));
  const found = plain(await readTemplate(file)) as Record<string, unknown>;
  const leaves = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (_, each) =>
      typeof each === 'string' ? '' : Array.isArray(each) && each[0] === '' ? [{}] : each,
    );
  expect(leaves(found)).toEqual(leaves(namesOf(data)));
});

test.each([
  ['{total | currency: "EUR"}', { total: 'number' }],
  ['{logo | image: "40mm"} {due | date: "long"}', { logo: 'image', due: 'date' }],
  ['{#items}{title} {price | number: 2}{/items}', { items: [{ title: 'text', price: 'number' }] }],
  ['{#for each in items}{each.title}{/for}{title}', { items: [{ title: 'text' }], title: 'text' }],
  ['{#terms}{this}{/}', { terms: ['text'] }],
  [
    '{currency}{#items}{price | currency: currency}{/items}',
    { currency: 'text', items: [{ price: 'number' }] },
  ],
  [
    '{#if customer.vat and total > 100}{customer.vat}{else}{name}{/if}',
    { customer: { vat: 'text' }, total: 'text', name: 'text' },
  ],
  ['{#items [[loopOver: "row"]]}{a.b}{/items}', { items: [{ a: { b: 'text' } }] }],
  ['{{total}} {{#items}}{{name}}{{/items}}', { total: 'text', items: [{ name: 'text' }] }],
  ['{first} {items.length}', { first: 'text', items: 'text' }],
  ['no tags', {}],
])('a document with %j expects %j', (text, expected) => {
  expect(plain(shapeOfDocument(text))).toEqual(expected);
});

test.each([
  ['{{ customer.name }}{{ total | times: 2 | round }}', { customer: { name: 'text' }, total: 'text' }],
  ['{% for item in items %}{{ item.title }}{{ forloop.index }}{% endfor %}', { items: [{ title: 'text' }] }],
  ['{% assign sum = net | plus: tax %}{{ sum }}', { net: 'text', tax: 'text' }],
  [
    '{% if paid %}{{ a }}{% elsif due %}{{ b }}{% else %}{{ c }}{% endif %}',
    { paid: 'text', a: 'text', due: 'text', b: 'text', c: 'text' },
  ],
  ['{{ names | list }}{% if names.size > 0 %}x{% endif %}', { names: ['text'] }],
])('a page with %j expects %j', (text, expected) => {
  expect(plain(shapeOfPage(text))).toEqual(expected);
});

test('a file that is no ZIP is no Word document', async () => {
  await expect(readTemplate(new File(['{\\rtf1}'], 'letter.docx'))).rejects.toThrow('not a Word document');
});

test('data that are left empty are absent', () => {
  const shape = shapeOfDocument('{name}{#items}{title}{price | number}{/items}{a.b}');
  const empty = emptyData(shape);
  expect(empty).toEqual({ name: '', items: [{ title: '', price: '' }], a: { b: '' } });
  expect(filledData(empty)).toEqual({ items: [] });
  expect(filledData({ name: 'Ada', items: [{ title: 'x', price: 0 }], a: { b: '' } })).toEqual({
    name: 'Ada',
    items: [{ title: 'x', price: 0 }],
  });
});
