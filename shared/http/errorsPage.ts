import { STATUS_CODES } from 'node:http';
import { catalogue } from '../errors.ts';

/** The page with the meaning of every error code: the target of `type` in a problem document. */
export function errorsPage(): string {
  const rows = Object.entries(catalogue)
    .toSorted(([, one], [, other]) => one.status - other.status)
    .map(
      ([code, { status, detail, retryable }]) => `<tr id="${code}">
<th scope="row"><a href="#${code}"><code>${code}</code></a></th>
<td><span class="status">${status}</span> ${STATUS_CODES[status] ?? ''}</td>
<td>${withCode(detail)}</td>
<td>${retryable ? '<strong>yes</strong>' : 'no'}</td>
</tr>`,
    );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Conveyor API: errors</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/errors.css">
</head>
<body>
<nav><a href="/docs">API reference</a></nav>
<main>
<h1>Errors</h1>
<p>Every error response is <code>application/problem+json</code> (RFC 9457). Its member <code>code</code> has one of these
values, and <code>type</code> links to its row. <code>detail</code> can be more specific than the meaning below.
The same request can succeed later only if the error is retryable.</p>
<table>
<thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Meaning</th><th scope="col">Retryable</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</main>
</body>
</html>
`;
}

/** A separate file, because the policy forbids inline styles. The fonts and colours are those of the reference page. */
export const errorsStyle = `body { margin: 0; color: #3b4151; background: #fafafa; font: 16px/1.5 'Open Sans', sans-serif; }
nav { padding: 12px 24px; background: #1b1b1b; }
nav a { color: #fff; font-weight: 600; }
main { max-width: 1160px; margin: 0 auto; padding: 24px; }
h1 { margin: 0 0 12px; font-size: 36px; }
p { max-width: 75ch; }
a { color: #2b5fa8; }
/* An underline would hide the underscores of a code. */
th a { text-decoration: none; }
table { width: 100%; border-collapse: collapse; background: #fff; }
th, td { padding: 10px 12px; border-bottom: 1px solid #d8dde7; text-align: left; vertical-align: top; }
thead th { border-bottom-width: 2px; }
td:nth-child(2) { white-space: nowrap; }
.status { font-weight: 600; }
code { padding: 2px 4px; border-radius: 4px; background: #eef1f6; font: 14px/1.4 monospace; }
tr:target { background: #fff6d6; scroll-margin-top: 24px; }
@media (max-width: 700px) {
  thead { display: none; }
  tr, th, td { display: block; border: 0; padding: 2px 8px; }
  tr { padding: 10px 0; border-bottom: 1px solid #d8dde7; }
  td:last-child::before { content: 'Retryable: '; }
}
`;

/** Sentences of the catalogue mark code with backticks. */
function withCode(detail: string): string {
  return detail
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/`([^`]+)`/g, '<code>$1</code>');
}
