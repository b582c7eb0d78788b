import { describe, expect, it } from 'vitest';
import { inspectDocument } from '../../../shared/conversion/fonts/document/inspectDocument.ts';
import { fontFamilies } from '../../../shared/conversion/fonts/fontFamilies.ts';
import { fontFiles, fontFolders, scriptFontFolders } from '../../../shared/conversion/fonts/fontFiles.ts';
import { installedFamilies, missingFonts } from '../../../shared/conversion/fonts/replacements.ts';
import { docx, paragraph, zipOf } from '../ooxml.ts';
import { fixture } from '../sample.ts';
import { describingDocuments } from './describedFonts.ts';

const run = (name: string) =>
  `<w:rFonts w:ascii="${name}" w:hAnsi="${name}" w:eastAsia="Asian ${name}" w:cs="Complex ${name}"/>`;
const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

describe('the fonts of a DOCX', () => {
  it('are those of its text, of the used styles, and of the scripts in it', async () => {
    const style = (id: string, more: string, font: string) =>
      `<w:style w:type="paragraph" w:styleId="${id}"${more}<w:rPr>${run(font)}</w:rPr></w:style>`;
    const styles = `<w:styles ${word}><w:docDefaults><w:rPrDefault><w:rPr>${run('Default')}</w:rPr></w:rPrDefault></w:docDefaults>${[
      style('Normal', ' w:default="1">', 'Normal'),
      style('Used', '><w:basedOn w:val="Basis"/>', 'Used'),
      style('Basis', '>', 'Basis'),
      style('Unused', '>', 'Unused'),
    ].join('')}</w:styles>`;
    const bytes = await docx(paragraph('text', '<w:pStyle w:val="Used"/>', run('Text')), [], {
      'word/styles.xml': styles,
    });
    const names = ['Basis', 'Default', 'Normal', 'Text', 'Used'];
    expect([...(await inspectDocument(bytes)).used.keys()].toSorted()).toEqual(names);
    const asian = await docx(paragraph('日本', '', run('Text')));
    expect([...(await inspectDocument(asian)).used.keys()]).toEqual(['Text', 'Asian Text']);
    const complex = await docx(paragraph('हिन्दी', '', run('Text')));
    expect([...(await inspectDocument(complex)).used.keys()]).toEqual(['Text', 'Complex Text']);
  });

  it('may be those of its theme, or embedded', async () => {
    const bytes = await docx(paragraph('text', '', '<w:rFonts w:asciiTheme="majorHAnsi"/>'), [], {
      'word/theme/theme1.xml':
        '<a:theme><a:majorFont><a:latin typeface="Head &amp; Shoulders"/></a:majorFont><a:minorFont><a:latin typeface="Body"/></a:minorFont></a:theme>',
      'word/fontTable.xml': `<w:fonts ${word}><w:font w:name="Head &amp; Shoulders"><w:embedRegular r:id="rId1"/></w:font></w:fonts>`,
    });
    const found = await inspectDocument(bytes);
    expect([...found.used.keys()]).toEqual(['Head & Shoulders']);
    expect(missingFonts(found, new Set())).toEqual([]);
  });

  it('have the class of their PANOSE numbers, if they have no family', async () => {
    const fonts = Object.entries({
      A: '020B0604020202020204',
      B: '02020603050405020304',
      C: '02070309020205020404',
    });
    const rows = fonts.map(
      ([name, panose]) => `<w:font w:name="${name}"><w:panose1 w:val="${panose}"/></w:font>`,
    );
    const bytes = await docx(fonts.map(([name]) => paragraph('x', '', run(name))).join(''), [], {
      'word/fontTable.xml': `<w:fonts ${word}>${rows.join('')}</w:fonts>`,
    });
    expect(Object.fromEntries((await inspectDocument(bytes)).used)).toEqual({
      A: 'sans',
      B: 'serif',
      C: 'fixed',
    });
  });
});

it('The fonts of RTF, OpenDocument and XLSX are found with their descriptions.', async () => {
  for (const name of ['fonts.rtf', 'fonts.fodt', 'fonts.xlsx']) {
    const { used } = await inspectDocument((await describingDocuments[name]?.()) ?? new Uint8Array());
    expect(Object.fromEntries(used), name).toEqual({
      Zorro: undefined,
      'Zorro Swiss': 'sans',
      'Zorro Roman': 'serif',
      'Zorro Fixed': 'fixed',
      'Zorro Mono': undefined,
      'Zorro Serif': undefined,
    });
  }
});

it('The fonts that styles of OpenDocument name in quotation marks, or with alternatives, are found.', async () => {
  const style = (families: string) =>
    `<style:default-style style:family="graphic"><style:text-properties fo:font-family="${families}"/></style:default-style>`;
  const content = ['&apos;Head &amp; Shoulders&apos;', "&quot;O'Hara&quot;, Arial", 'Plain'].map(style);
  const { used } = await inspectDocument(await zipOf({ 'content.xml': content.join('') }));
  expect([...used.keys()]).toEqual(['Head & Shoulders', "O'Hara", 'Plain']);
});

it.each(['letter.doc', 'budget.xls', 'slides.ppt'])('The fonts of %s are found.', async (name) => {
  expect((await inspectDocument(await fixture(name))).used.size).toBeGreaterThan(0);
});

describe('the characters of a document', () => {
  const expected = [...'अ日😀𝐀'].map((each) => each.codePointAt(0));

  it.each([
    ['DOCX', () => docx(paragraph('abc अ日&#128512;𝐀 é', '', run('Ω')))],
    ['PPTX', () => zipOf({ 'ppt/slides/slide1.xml': '<a:t>अ日</a:t><a:t title="Ω">&#x1F600;𝐀</a:t>' })],
    ['XLSX', () => zipOf({ 'xl/sharedStrings.xml': '<si><t>अ日😀𝐀</t></si>' })],
    ['ODT', () => zipOf({ 'content.xml': '<text:p>अ日😀𝐀</text:p>' })],
    ['RTF', async () => Buffer.from('{\\rtf1 \\u2309?\\u26085?\\u-10179?\\u-8704?\\u-10187?\\u-9216?}')],
    ['text', async () => Buffer.from('a < b अ日😀𝐀 > c')],
  ])('are found in %s', async (_format, bytes) => {
    expect([...(await inspectDocument(await bytes())).characters]).toEqual(expect.arrayContaining(expected));
    expect((await inspectDocument(await bytes())).characters.size).toBe(expected.length);
  });
});

it('The families that count as installed are those of the font files.', () => {
  const found = fontFamilies(fontFiles([...fontFolders(), ...scriptFontFolders()]));
  for (const family of found) expect(installedFamilies).toContain(family);
});
