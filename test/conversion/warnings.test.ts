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
