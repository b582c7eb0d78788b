import { STATUS_CODES } from 'node:http';
import { catalogue } from '../../errors.ts';
import { cataloguePage, sentenceHtml } from './cataloguePage.ts';

/** The page with the meaning of every error code: the target of `type` in a problem document. */
export function errorsPage(): string {
  return cataloguePage({
    title: 'Errors',
    introduction: `Every error response is <code>application/problem+json</code> (RFC 9457). Its member <code>code</code> has one of these
values, and <code>type</code> links to its row. <code>detail</code> can be more specific than the meaning below.
The same request can succeed later only if the error is retryable.`,
    columns: ['Status', 'Meaning', 'Retryable'],
    rows: Object.entries(catalogue)
      .toSorted(([, one], [, other]) => one.status - other.status)
      .map(([code, { status, detail, retryable }]) => ({
        code,
        cells: [
          `<span class="status">${status}</span> ${STATUS_CODES[status] ?? ''}`,
          sentenceHtml(detail),
          `<span class="retryable">${retryable ? '<strong>yes</strong>' : 'no'}</span>`,
        ],
      })),
  });
}
