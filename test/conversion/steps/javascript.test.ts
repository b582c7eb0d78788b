import { expect, it, onTestFinished } from 'vitest';
import { javascript } from '../../../shared/conversion/steps/options/javascript.ts';

const issueOf = (source: string) => javascript(5000).safeParse(source).error?.issues[0]?.message;

it.each([
  'window.ready === true',
  'new Promise((resolve) => setTimeout(resolve, 100)).then(() => true)',
  '(async () => { await document.fonts.ready; return true; })()',
  'const ready = window.ready; ready',
  'document.querySelector("#chart")?.dataset.ready',
  // Whether a name exists shows only in the page.
  'nobody.knows',
  'throw new Error("not yet")',
])('“%s” is JavaScript', (source) => expect(issueOf(source)).toBeUndefined());

it.each([
  'window.ready ===',
  'a b',
  'return true',
  'await document.fonts.ready',
  '<script>',
  'import.meta.url',
  '})(); (() => {',
])('“%s” is not', (source) => expect(issueOf(source)).toMatch(/^is not valid JavaScript: ./));

it('source that exceeds the stack of the compiler is not', () => {
  expect(javascript(1_000_000).safeParse('('.repeat(900_000)).success).toBe(false);
});

it('is compiled and never run', () => {
  const global = globalThis as { ran?: boolean };
  onTestFinished(() => void delete global.ran);
  expect(issueOf('globalThis.ran = true')).toBeUndefined();
  expect(global.ran).toBeUndefined();
});
