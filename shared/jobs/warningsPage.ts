import { warningCatalogue } from '../conversion/warnings.ts';
import { cataloguePage, sentenceHtml } from '../http/openApi/cataloguePage.ts';

/** The page with the meaning of every warning code. */
export function warningsPage(): string {
  return cataloguePage({
    title: 'Warnings',
    introduction: `A job can succeed although its results do not hold all of the input. Its <code>warnings</code> say what is missing or
different. <code>detail</code> names what is affected. With <code>failOnWarnings</code>, such a job fails instead.`,
    columns: ['Meaning'],
    rows: Object.entries(warningCatalogue).map(([code, sentence]) => ({
      code,
      cells: [sentenceHtml(sentence)],
    })),
  });
}
