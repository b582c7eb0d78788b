import { writeFile } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import { createConverter } from '../../shared/conversion/converter.ts';
import type { FormatName } from '../../shared/conversion/formats/formats.ts';
import { corpus, targetsOf } from '../corpus/corpus.ts';
import type { CorpusDocument } from '../corpus/document.ts';
import { fidelityPage, type Result } from '../corpus/fidelityPage.ts';
import { declared, outcomeOf } from '../corpus/outcome.ts';

// Converts each document of the corpus to each of its targets, and writes docs/fidelity.md.

const converter = createConverter({ engines: 2, log: () => undefined });
afterAll(() => converter.close());

test('every conversion of the corpus has its declared outcome', async () => {
  const conversions: [CorpusDocument, FormatName][] = corpus.flatMap((document) =>
    (targetsOf[document.format] ?? [])
      .filter((to) => !document.unsuitable?.includes(to))
      .map((to): [CorpusDocument, FormatName] => [document, to]),
  );
  const results: Result[] = [];
  const waiting = conversions.values();
  const work = async () => {
    for (const [document, to] of waiting)
      results.push({ document, to, outcome: await outcomeOf(document, to, converter) });
  };
  await Promise.all([work(), work()]);
  await writeFile(new URL('../../docs/fidelity.md', import.meta.url), fidelityPage(results));
  const wrong = results.filter(({ document, to, outcome }) => outcome !== declared(document, to));
  expect(
    wrong.map(({ document, to, outcome }) => `${document.feature}.${document.format} → ${to}: ${outcome}`),
  ).toEqual([]);
});
