import { afterAll, expect, test } from 'vitest';
import { createConverter } from '../../shared/conversion/converter.ts';
import { corpus, targetsOf } from './corpus.ts';
import { declared, outcomeOf } from './outcome.ts';

// A slice of the corpus. `npm run soak` runs all of it and writes docs/fidelity.md.

/** Every how many documents one is in the slice, and which targets of it. */
const step = 11;

const converter = createConverter({ engines: 1, log: () => undefined });
afterAll(() => converter.close());

const slice = corpus
  .filter((_, index) => index % step === 0)
  .map((document, index) => {
    const targets = (targetsOf[document.format] ?? []).filter((to) => !document.unsuitable?.includes(to));
    return { ...document, document, to: targets[index % targets.length] ?? 'pdf' };
  });

test('the corpus has about 200 documents, each once', () => {
  const names = corpus.map(({ format, feature }) => `${feature}.${format}`);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(200);
});

test.each(slice)('$feature ($format → $to)', async ({ document, to }) => {
  expect(await outcomeOf(document, to, converter)).toBe(declared(document, to));
});
