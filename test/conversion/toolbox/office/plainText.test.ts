import { expect, test } from 'vitest';
import { framesAsText } from '../../../../shared/conversion/toolbox/office/framesAsText.ts';
import { notesAsText } from '../../../../shared/conversion/toolbox/office/notesAsText.ts';

const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const box = (inside: string) =>
  `<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>${inside}</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><v:textbox><w:txbxContent>${inside}</w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>`;
const textOf = (xml: string) => [...xml.matchAll(/<w:t(?=[\s>])[^>]*>([^<]*)/g)].map(([, text]) => text);

test('the paragraphs of a text box follow the paragraph that anchors it, once', () => {
  const xml = framesAsText(`${p('Before')}${box(p('Inside'))}${p('After')}`);
  expect(textOf(xml)).toEqual(['Before', 'Inside', 'After']);
  expect(xml).not.toContain('txbxContent');
  expect(xml.match(/<w:p>/g)).toHaveLength(xml.match(/<\/w:p>/g)?.length ?? 0);
});

test('text boxes in text boxes and in tables keep their order', () => {
  const inner = box(p('Inner'));
  const xml = framesAsText(
    `<w:tbl><w:tr><w:tc>${box(p('Outer') + inner)}</w:tc></w:tr></w:tbl>${p('After')}`,
  );
  expect(textOf(xml)).toEqual(['Outer', 'Inner', 'After']);
});

test('text without boxes and frames stays the same', () => {
  expect(framesAsText(p('Text'))).toBe(p('Text'));
  expect(framesAsText('<w:p><w:pPr><w:framePr w:w="1"/></w:pPr></w:p>')).toBe('<w:p><w:pPr></w:pPr></w:p>');
});

test('notes follow the text, with numbers that refer to them', () => {
  const body = `<w:body><w:p><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r></w:p><w:sectPr/></w:body>`;
  const note = (kind: string, text: string) =>
    `<w:${kind}s><w:${kind} w:type="separator" w:id="0">${p('-')}</w:${kind}><w:${kind} w:id="2"><w:p><w:r><w:${kind}Ref/></w:r><w:r><w:t>${text}</w:t></w:r></w:p></w:${kind}></w:${kind}s>`;
  const parts: Record<string, string> = {
    'word/footnotes.xml': note('footnote', 'First'),
    'word/endnotes.xml': note('endnote', 'Second'),
  };
  const xml = notesAsText(body, (path) => parts[path]);
  expect(textOf(xml)).toEqual(['[1]', '[2]', '[1] ', 'First', '[2] ', 'Second']);
  expect(xml).toMatch(/Second<\/w:t><\/w:r><\/w:p><w:sectPr\/><\/w:body>$/);
  expect(notesAsText(body, () => undefined)).toBe(body);
});
