/** Lines of front matter. More is text. */
const maximumLines = 1000;

/** A key with its value, an item of a list, a continued value, a comment or an empty line. Text between two thematic breaks is none. */
const yamlLine = /^(?:[\w"'][^:]*:(?:\s.*)?|-(?:\s.*)?|[ \t].*|#.*)?$/s;

/**
 * Splits the front matter off Markdown: YAML between two lines `---`, as static site generators write it.
 * @param markdown with line feeds only
 * @returns the text, and the `title` that the front matter names
 */
export function withoutFrontMatter(markdown: string): { text: string; title?: string | undefined } {
  if (!/^---[ \t]*\n[\w"']/.test(markdown)) return { text: markdown };
  const lines: string[] = [];
  let start = markdown.indexOf('\n') + 1;
  while (lines.length < maximumLines && start < markdown.length) {
    const newline = markdown.indexOf('\n', start);
    const end = newline === -1 ? markdown.length : newline;
    const line = markdown.slice(start, end);
    start = end + 1;
    if (/^(?:---|\.\.\.)[ \t]*$/.test(line)) return { text: markdown.slice(start), title: titleOf(lines) };
    if (!yamlLine.test(line)) break;
    lines.push(line);
  }
  return { text: markdown };
}

/** The value of the key `title`, if it is a scalar of one line. */
function titleOf(lines: readonly string[]): string | undefined {
  const scalar = lines
    .find((line) => /^title:\s/i.test(line))
    ?.slice('title:'.length)
    .trim();
  // A block, a collection, an anchor, an alias or a tag.
  if (!scalar || /^[|>[{&*!]/.test(scalar)) return undefined;
  const single = /^'((?:[^']|'')*)'/.exec(scalar)?.[1];
  if (single !== undefined) return single.replaceAll("''", "'");
  const double = /^"((?:[^"\\]|\\.)*)"/.exec(scalar)?.[1];
  if (double !== undefined) return double.replace(/\\(["\\/])/g, '$1');
  return scalar.replace(/\s#.*$/s, '').trimEnd();
}
