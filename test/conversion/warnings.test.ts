import { expect, test } from 'vitest';
import { maximumWarnings, WarningList } from '../../shared/conversion/warnings.ts';

test('a warning list keeps each sentence once, with its first page', () => {
  const list = new WarningList();
  list.add({ code: 'font_replaced', detail: 'A is replaced.', page: 2 });
  list.add({ code: 'font_replaced', detail: 'A is replaced.', page: 3 });
  list.add({ code: 'font_replaced', detail: 'B is replaced.' });
  expect(list.all).toEqual([
    { code: 'font_replaced', detail: 'A is replaced.', page: 2 },
    { code: 'font_replaced', detail: 'B is replaced.' },
  ]);
});

test('a warning list is bounded in number and length', () => {
  const list = new WarningList();
  for (let number = 0; number < 2 * maximumWarnings; number++)
    list.add({ code: 'resource_not_loaded', detail: `${number} ${'x'.repeat(2000)}` });
  expect(list.all).toHaveLength(maximumWarnings);
  for (const { detail } of list.all) expect(detail).toHaveLength(500);
});

test('a full warning list still takes the first warning of each code', () => {
  const list = new WarningList();
  for (let number = 0; number < maximumWarnings; number++)
    list.add({ code: 'resource_not_loaded', detail: `Resource ${number}.` });
  list.add({ code: 'macros_dropped', detail: 'Macros.' });
  list.add({ code: 'macros_dropped', detail: 'More macros.' });
  expect(list.all).toHaveLength(maximumWarnings);
  expect(list.all.filter(({ code }) => code === 'macros_dropped')).toEqual([
    { code: 'macros_dropped', detail: 'Macros.' },
  ]);
});

test.each([
  ['https://ann:secret@a.example/b.png?signature=abc#top', 'https://a.example/b.png'],
  ['http://a.example?key=1', 'http://a.example'],
  ['data:image/png;base64,AAAA', 'data:…'],
])('a warning shows no secrets of the URL %s', (url, shown) => {
  const list = new WarningList();
  list.add({ code: 'resource_not_loaded', detail: `The picture “${url}” was not loaded.` });
  expect(list.all[0]?.detail).toBe(`The picture “${shown}” was not loaded.`);
});
