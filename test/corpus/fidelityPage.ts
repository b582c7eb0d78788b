import type { FormatName } from '../../shared/conversion/formats/formats.ts';
import { corpus, targetsOf } from './corpus.ts';
import type { CorpusDocument } from './document.ts';
import type { Outcome } from './outcome.ts';

/** The outcome of one conversion. */
export interface Result {
  document: CorpusDocument;
  to: FormatName;
  outcome: Outcome;
}

const outcomes: readonly Outcome[] = ['kept', 'warned', 'refused', 'lost'];

/** The page docs/fidelity.md: what became of each feature in each conversion. */
export function fidelityPage(results: readonly Result[]): string {
  const counts = outcomes.map(
    (each) => `| ${each} | ${results.filter(({ outcome }) => outcome === each).length} |`,
  );
  const lost = results.filter(({ outcome }) => outcome === 'lost');
  const formats = [...new Set(corpus.map(({ format }) => format))];
  return `# Fidelity

\`npm run soak\` writes this page. It makes ${corpus.length} documents, each with one feature, converts each to its target formats (${results.length}
conversions), and looks for the feature in the result: its words, its colour on the page, or its annotation.

| outcome | conversions |
|---|---|
${counts.join('\n')}

- **kept**: the result shows the feature.
- **warned**: the result does not show it, or not all of it, and a [warning](warnings.md) says so.
- **refused**: the conversion fails with an error code.
- **lost**: the result does not show it, and nothing says so. ${lost.length === 0 ? 'There are none.' : `There are ${lost.length}.`}

A dash stands for a target without such a feature: plain text and HTML have no pages, and thus no headers and footers. Plain text and
CSV hold no pictures, so a picture counts as kept there.

${formats.map((format) => section(format, results)).join('\n\n')}
`;
}

function section(format: FormatName, results: readonly Result[]): string {
  const targets = targetsOf[format] ?? [];
  const rows = corpus
    .filter((document) => document.format === format)
    .map((document) => {
      const cells = targets.map(
        (to) => results.find((each) => each.document === document && each.to === to)?.outcome ?? '–',
      );
      return `| ${document.feature} | ${cells.join(' | ')} |`;
    });
  return `## ${format}

| feature | ${targets.join(' | ')} |
|---|${targets.map(() => '---|').join('')}
${rows.join('\n')}`;
}
