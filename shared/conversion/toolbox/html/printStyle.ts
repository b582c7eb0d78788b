/** Style of printed Markdown. */
export const printStyle = `
body { font: 11pt/1.5 Carlito, "Open Sans", "Liberation Sans", Arial, sans-serif; color: #1f2937; margin: 0; padding: 0 1px; overflow-wrap: break-word; }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.4em 0 0.5em; break-after: avoid; }
h1 { font-size: 1.9em; margin-top: 0; }
h2 { font-size: 1.4em; border-bottom: 1px solid #d1d5db; padding-bottom: 0.2em; }
h3 { font-size: 1.15em; }
p, li { orphans: 3; widows: 3; }
li:has(> input, > p > input) { list-style: none; }
li > input, li > p > input { margin: 0 0.4em 0 -1.4em; }
a { color: #1d4ed8; text-decoration: none; }
img { max-width: 100%; }
code, pre { font: 0.9em/1.45 "Liberation Mono", "DejaVu Sans Mono", monospace; background: #f3f4f6; }
code { padding: 0.1em 0.3em; border-radius: 3px; }
pre { padding: 0.8em 1em; border-radius: 4px; white-space: pre-wrap; break-inside: avoid; }
pre code { padding: 0; background: none; font-size: 1em; }
blockquote { margin: 1em 0; padding: 0.1em 1em; border-left: 3px solid #9ca3af; color: #4b5563; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { border: 1px solid #d1d5db; padding: 0.35em 0.7em; }
td { overflow-wrap: anywhere; }
th { background: #f3f4f6; text-align: left; }
tr, img { break-inside: avoid; }
thead { display: table-header-group; }
sup { line-height: 0; }
.footnotes { font-size: 0.85em; }
.footnotes p { margin: 0.3em 0; }
hr { border: 0; border-top: 1px solid #d1d5db; margin: 2em 0; }
`;
