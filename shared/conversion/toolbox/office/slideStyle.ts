/** Style of the slides page: light, dark and print. */
export const slideStyle = `
:root { color-scheme: light dark; --page: #f3f4f6; --text: #1f2937; --quiet: #6b7280; --edge: #d1d5db; }
@media (prefers-color-scheme: dark) { :root { --page: #16181d; --text: #e5e7eb; --quiet: #9ca3af; --edge: #374151; } }
body { margin: 0; padding: 2rem 1rem; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, Carlito, "Liberation Sans", Arial, sans-serif; overflow-wrap: break-word; }
main { max-width: 64rem; margin: 0 auto; }
h1 { font-size: 1.25rem; font-weight: 600; margin: 0 0 1.5rem; }
h1, details p { unicode-bidi: plaintext; }
section { margin: 0 0 2.5rem; }
img { display: block; width: 100%; height: auto; box-sizing: border-box; border: 1px solid var(--edge); border-radius: 6px; }
details, .place { margin: 0.5rem 0 0; color: var(--quiet); font-size: 0.875rem; }
summary { cursor: pointer; width: fit-content; }
details p { margin: 0.5rem 0 0; color: var(--text); white-space: pre-line; }
@media print {
  :root { color-scheme: light; --page: #fff; --text: #1f2937; --quiet: #6b7280; --edge: #d1d5db; }
  body { padding: 0; }
  section { break-inside: avoid; }
  summary { list-style: none; }
  details::details-content { content-visibility: visible; }
}
`;
