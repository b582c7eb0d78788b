/** The parts of notes, and the element that refers to a note. */
const kinds = [
  ['word/footnotes.xml', 'footnote'],
  ['word/endnotes.xml', 'endnote'],
] as const;

/**
 * The body of a DOCX with its notes as paragraphs at its end, and numbers in brackets that refer to them. LibreOffice does not
 * write notes into plain text.
 * @param xml `word/document.xml`
 * @param part the XML of another part, or undefined if it does not exist
 */
export function notesAsText(xml: string, part: (path: string) => string | undefined): string {
  let number = 0;
  let notes = '';
  let body = xml;
  for (const [path, kind] of kinds) {
    const contents = contentsOf(part(path) ?? '', kind);
    if (contents.size === 0) continue;
    const reference = new RegExp(`<w:${kind}Reference\\s[^>]*?w:id="(-?\\d+)"[^>]*?/>`, 'g');
    body = body.replace(reference, (whole, id: string) => {
      const content = contents.get(id);
      if (content === undefined) return whole;
      number++;
      notes += content.replace(
        /<w:p(?=[\s>])[^>]*>(?:<w:pPr>.*?<\/w:pPr>)?/s,
        (start) => `${start}${run(`[${number}] `)}`,
      );
      return `<w:t>[${number}]</w:t>`;
    });
  }
  if (notes === '') return xml;
  // The properties of the last section end the body.
  const end = Math.max(body.lastIndexOf('<w:sectPr'), 0);
  const at = body.slice(end).includes('</w:p>') || end === 0 ? body.lastIndexOf('</w:body>') : end;
  return body.slice(0, at) + notes + body.slice(at);
}

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

/** Id → paragraphs of each note. Separators have a type. */
function contentsOf(xml: string, kind: string): Map<string, string> {
  const note = new RegExp(`<w:${kind}\\s([^>]*)>(.*?)</w:${kind}>`, 'gs');
  const mark = new RegExp(`<w:${kind}Ref\\s*/>`, 'g');
  return new Map(
    [...xml.matchAll(note)].flatMap(([, attributes = '', content = '']) => {
      const id = /w:id="(-?\d+)"/.exec(attributes)?.[1];
      const isSeparator = /w:type="(?!normal")/.test(attributes);
      return id === undefined || isSeparator ? [] : [[id, content.replace(mark, '')] as const];
    }),
  );
}
