import { describe, expect, it } from 'vitest';
import type { NamedFile } from '../../../../shared/conversion/files.ts';
import type { FormatName } from '../../../../shared/conversion/formats/formats.ts';
import { formulaText } from '../../../../shared/conversion/toolbox/office/formulaText.ts';
import { never, sample } from '../../sample.ts';
import { sharedConverter } from '../../sharedConverter.ts';
import { formulaPptx, formulas } from './formulaDocuments.ts';

const r = (text: string) => `<m:r><m:rPr><m:sty m:val="p"/></m:rPr><m:t>${text}</m:t></m:r>`;
const e = (text: string) => `<m:e>${r(text)}</m:e>`;

describe('a formula as text', () => {
  it.each([
    [formulas.energy, 'E = mc²'],
    [formulas.fraction, '(a+b)/c'],
    [`${r('x')}<m:sSub>${e('a')}<m:sub>${r('i+1')}</m:sub></m:sSub>`, 'xaᵢ₊₁'],
    [`<m:sSup>${e('e')}<m:sup>${r('iπt')}</m:sup></m:sSup>`, 'e^(iπt)'],
    [`<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/>${e('x+1')}</m:rad>`, '√(x+1)'],
    [`<m:rad><m:deg>${r('3')}</m:deg>${e('x')}</m:rad>`, '³√x'],
    [
      `<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>${r('i=1')}</m:sub><m:sup>${r('n')}</m:sup>${e('i')}</m:nary>`,
      '∑ᵢ₌₁ⁿ i',
    ],
    [`<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>${e('a')}${e('b')}</m:d>`, '[a|b]'],
    [`<m:func><m:fName>${r('sin')}</m:fName>${e('x')}</m:func>`, 'sin x'],
    [`<m:m><m:mr>${e('a')}${e('b')}</m:mr><m:mr>${e('c')}${e('d')}</m:mr></m:m>`, '[a, b; c, d]'],
    [r('a &lt; b'), 'a &lt; b'],
  ])('from %s is %s', (xml, text) => {
    expect(formulaText(`<m:oMath>${xml}</m:oMath>`)).toBe(text);
  });
});

describe('a formula', () => {
  async function convert(file: NamedFile, to: FormatName): Promise<NamedFile> {
    const { files } = await sharedConverter.convert({
      files: [file],
      steps: [{ type: 'convert', to }],
      signal: never,
    });
    return files[0] as NamedFile;
  }

  it.each(['html', 'txt'] as const)('in a DOCX is converted to text in %s', async (to) => {
    const { bytes } = await convert(await sample('formula.docx'), to);
    const text = Buffer.from(bytes).toString();
    expect(text).toContain('E = mc²');
    expect(text).toContain('The mean is (a+b)/c for two.');
  });

  it('in a PPTX is converted to text in plain text', async () => {
    const { bytes } = await convert({ name: 'formula.pptx', bytes: await formulaPptx() }, 'txt');
    expect(Buffer.from(bytes).toString()).toContain('E = mc²');
  });

  it.each(['odt', 'fodt'] as const)(
    'in an %s is converted to text in HTML and plain text',
    async (format) => {
      const document = await convert(await sample('formula.docx'), format);
      for (const to of ['html', 'txt'] as const)
        expect(Buffer.from((await convert(document, to)).bytes).toString()).toContain('(a+b)/c');
    },
  );
});
