import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { forbiddenPhrases } from './forbiddenPhrases.ts';

const list = readFileSync(new URL('forbiddenPhrases.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');

test.each(list)('finds the phrase of row %#', (phrase) => {
  expect(forbiddenPhrases(`one\n${phrase.toUpperCase()}, two`)).toEqual([
    { line: 2, phrase: phrase.toUpperCase() },
  ]);
});

test('finds a phrase that the lines of a comment separate', () => {
  const [first = '', second = ''] = (list.find((phrase) => phrase.includes(' ')) ?? '').split(' ');
  expect(forbiddenPhrases(`/**\n * It ${first}\n * ${second} so.\n */`)).toMatchObject([{ line: 2 }]);
});

test.each(['recommended', 'a well-formed file is well-formed', 'it is computed'])('accepts “%s”', (text) => {
  expect(forbiddenPhrases(text)).toEqual([]);
});
