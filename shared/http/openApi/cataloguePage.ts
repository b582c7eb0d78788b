/** A page with a table of codes, each row with an anchor. Cells are HTML. */
interface CataloguePage {
  title: string;
  introduction: string;
  /** Headings of the columns after the first, which is the code. */
  columns: string[];
  rows: { code: string; cells: string[] }[];
}

/** Renders a page that explains the codes of a catalogue. */
export function cataloguePage({ title, introduction, columns, rows }: CataloguePage): string {
  const heads = ['Code', ...columns].map((column) => `<th scope="col">${column}</th>`).join('');
  const body = rows.map(({ code, cells }) =>
    [
      `<tr id="${code}">`,
      `<th scope="row"><a href="#${code}"><code>${code}</code></a></th>`,
      ...cells.map((cell) => `<td>${cell}</td>`),
      '</tr>',
    ].join('\n'),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Conveyor API: ${title.toLowerCase()}</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/catalogue.css">
</head>
<body>
<nav><a href="/docs">API reference</a></nav>
<main>
<h1>${title}</h1>
<p>${introduction}</p>
<table>
<thead><tr>${heads}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>
</main>
</body>
</html>
`;
}

/** A separate file, because the policy forbids inline styles. The fonts and colours are those of the reference page. */
export const catalogueStyle = `body { margin: 0; color: #3b4151; background: #fafafa; font: 16px/1.5 'Open Sans', sans-serif; }
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
.status { font-weight: 600; white-space: nowrap; }
code { padding: 2px 4px; border-radius: 4px; background: #eef1f6; font: 14px/1.4 monospace; }
tr:target { background: #fff6d6; scroll-margin-top: 24px; }
@media (max-width: 700px) {
  thead { display: none; }
  tr, th, td { display: block; border: 0; padding: 2px 8px; }
  tr { padding: 10px 0; border-bottom: 1px solid #d8dde7; }
  .retryable::before { content: 'Retryable: '; }
}
`;

/** A sentence of a catalogue, which marks code with backticks, as HTML. */
export function sentenceHtml(sentence: string): string {
  return sentence
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/`([^`]+)`/g, '<code>$1</code>');
}
