import { expect, it } from 'vitest';
import { engineRanges, isRange, resolveRanges } from '../../shared/conversion/pageSelection.ts';

it.each([
  ['2', [[2, 2]]],
  ['2-', [[2, 5]]],
  ['-3', [[1, 3]]],
  ['r1', [[5, 5]]],
  ['r3-r2', [[3, 4]]],
  ['r2-', [[4, 5]]],
  ['-r3', [[1, 3]]],
  ['2-r2', [[2, 4]]],
  ['r9-r4', [[1, 2]]],
  [
    '4-9,1',
    [
      [4, 5],
      [1, 1],
    ],
  ],
  ['4-r3', []],
  ['r6', []],
  ['6-', []],
])('of a document of five pages, the ranges %s are %j', (ranges, expected) => {
  expect(resolveRanges(ranges, 5)).toEqual(expected);
});

it.each(['3-1', 'r1-r2', '0', '0-', '-0', 'r0', '1-r0'])('%s is not a range', (range) => {
  expect(isRange(range)).toBe(false);
});

it.each([
  ['2', '2'],
  ['1-3,7', '1-3,7'],
  ['2-', '2-99999'],
  ['-3,5-', '1-3,5-99999'],
  ['r1', undefined],
  ['-r2', undefined],
  ['2-r2', undefined],
  ['3,1', undefined],
  ['1-3,3', undefined],
  ['2-,7', undefined],
])('for an engine, the ranges %s are %s', (ranges, expected) => {
  expect(engineRanges(ranges)).toBe(expected);
});
