import { describe, expect, test } from 'vitest';
import { fileNamePattern, madeFrom, nameFiles, safeFileName } from '../../shared/conversion/fileNames.ts';
import { stepsSchema } from '../../shared/conversion/steps/steps.ts';

const bytes = new Uint8Array();
const named = (pattern: string, ...files: { name: string; page?: number; whole?: string }[]) =>
  nameFiles(
    files.map((file) => ({ ...file, bytes })),
    pattern,
  ).map(({ name }) => name);
const parts = (...pages: number[]) => pages.map((page) => ({ name: `a-${page}.png`, page, whole: 'a' }));

describe('a pattern', () => {
  test.each(['report', '{name}', 'a {n} of {page}', 'Ä–1', '{n}{n}'])('is valid: %s', (pattern) => {
    expect(fileNamePattern.safeParse(pattern).success).toBe(true);
  });

  test.each(['', '{total}', '{', '}', '{{name}}', '{Name}', '{n', 'x'.repeat(201)])(
    'is invalid: %j',
    (pattern) => {
      expect(fileNamePattern.safeParse(pattern).success).toBe(false);
    },
  );

  test('is an option of every step, and of `render` a template', () => {
    const step = (type: string, fileName: string) => stepsSchema.safeParse([{ type, fileName }]).success;
    for (const type of ['text', 'merge', 'compress', 'images'])
      expect([step(type, '{name}'), step(type, '{{ a }}')], type).toEqual([true, false]);
    expect(stepsSchema.safeParse([{ type: 'render', data: {}, fileName: '{{ a }}' }]).success).toBe(true);
  });
});

describe('files are named', () => {
  test('by their names, and of parts by the name of the whole', () => {
    expect(named('{name}-final', { name: 'a.b.pdf' }, ...parts(3))).toEqual(['a.b-final.pdf', 'a-final.png']);
  });

  test('by number and page, with leading zeros', () => {
    expect(named('{n} of {name}, {page}', ...parts(2, 10))).toEqual(['1 of a, 02.png', '2 of a, 10.png']);
    const ten = Array.from({ length: 10 }, () => ({ name: 'a.pdf' }));
    expect(named('{n}-{page}', ...ten)).toEqual(expect.arrayContaining(['01-1.pdf', '10-1.pdf']));
  });

  test('with the extension of their format, once', () => {
    expect(named('invoice.PDF', { name: 'a.pdf' })).toEqual(['invoice.pdf']);
    expect(named('v1.2', { name: 'a.pdf' }, { name: 'b' })).toEqual(['v1.2.pdf', 'v1.2']);
  });

  test('without folders and characters that file systems refuse, and never without a name', () => {
    expect(named('../../etc/a:b\u202e\n', { name: 'a.pdf' })).toEqual(['-..-etc-a-b.pdf']);
    for (const pattern of ['.pdf', ' ', '..']) expect(named(pattern, { name: 'a.pdf' })).toEqual(['a.pdf']);
    expect(safeFileName('x'.repeat(500))).toHaveLength(100);
  });
});

test('a file made from a part stays a part, until a part is made from it', () => {
  const part = { name: 'a-3.pdf', bytes, page: 3, whole: 'a' };
  expect(madeFrom(part, [{ name: 'a-3.txt', bytes }])).toEqual([{ ...part, name: 'a-3.txt' }]);
  expect(madeFrom(part, [{ name: 'a-3-2.png', bytes, page: 2 }])).toEqual([
    { name: 'a-3-2.png', bytes, page: 2, whole: 'a-3' },
  ]);
});
