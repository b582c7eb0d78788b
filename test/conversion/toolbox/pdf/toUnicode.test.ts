import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, it } from 'vitest';
import { toUnicode } from '../../../../shared/conversion/toolbox/pdf/glyphs/toUnicode.ts';

it('The characters of a font are read, also beside values that are not UTF-16.', async () => {
  const { context } = await PDFDocument.create();
  const map = `3 beginbfchar
<01> <0041>
<02> <41>
<03> <D835 DC00>
endbfchar
1 beginbfrange
<10> <12> <0061>
endbfrange`;
  const font = context.obj({ ToUnicode: context.register(context.flateStream(map)) });
  expect(Object.fromEntries(toUnicode(font))).toEqual({
    1: 'A',
    2: '',
    3: '𝐀',
    16: 'a',
    17: 'b',
    18: 'c',
  });
});
