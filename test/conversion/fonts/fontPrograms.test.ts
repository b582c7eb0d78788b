import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit from '@cantoo/fontkit';
import { describe, expect, it } from 'vitest';
import { cffProgram } from '../../../shared/conversion/toolbox/pdf/pdfa/fonts/cff.ts';
import type { FontProgram } from '../../../shared/conversion/toolbox/pdf/pdfa/fonts/fontProgram.ts';
import { encodingNamed } from '../../../shared/conversion/toolbox/pdf/pdfa/fonts/glyphNames.ts';
import { sfntProgram } from '../../../shared/conversion/toolbox/pdf/pdfa/fonts/sfnt.ts';
import { type1Program } from '../../../shared/conversion/toolbox/pdf/pdfa/fonts/type1.ts';

const widths = (program: FontProgram) =>
  Object.fromEntries([...(program.byName ?? [])].map(([name, glyph]) => [name, program.width(glyph)]));

describe('a TrueType font', () => {
  const path = '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf';
  const bytes = readFileSync(createRequire(import.meta.url).resolve(path));
  const program = sfntProgram(bytes);
  const font = fontkit.create(bytes) as unknown as {
    numGlyphs: number;
    unitsPerEm: number;
    characterSet: number[];
    getGlyph(glyph: number): { advanceWidth: number };
    glyphForCodePoint(code: number): { id: number };
  };

  it('has the glyphs and widths that fontkit reads', () => {
    expect(program.count).toBe(font.numGlyphs);
    for (let glyph = 0; glyph < font.numGlyphs; glyph += 37)
      expect(program.width(glyph)).toBeCloseTo(
        (font.getGlyph(glyph).advanceWidth * 1000) / font.unitsPerEm,
        6,
      );
  });

  it('has the characters that fontkit reads', () => {
    const map = program.characterMaps?.get('3,10') ?? program.characterMaps?.get('3,1');
    for (const code of font.characterSet.slice(0, 2_000))
      if (code > 0 && font.glyphForCodePoint(code).id > 0)
        expect(map?.get(code)).toBe(font.glyphForCodePoint(code).id);
  });

  it('that is truncated is refused', () => {
    expect(() => sfntProgram(bytes.subarray(0, 2_000)).count).toThrow();
    expect(() => sfntProgram(Buffer.from('no font at all'))).toThrow();
  });
});

describe('a CFF font', () => {
  // Five boxes whose widths are stored as differences from 600.
  const boxes =
    'AQAEAQABAQEGQm94ZXMAAQEBE/gcAr2L+CT4iAXFD5H3HBLOEQACAQEJDm9kZC5uYW1lQm94ZXMAAAAAAQAiAKsBhwAFAQENGSUxPfiIvRb4iPfy/IgHDveOvRb4iPfy/IgHDvjsvRb4iPfy/IgHDvj3vRb4iPfy/IgHDvmdvRb4iPfy/IgHDviIFPjsFQ==';

  it('has the names and widths of its glyphs', () => {
    const program = cffProgram(Buffer.from(boxes, 'base64'));
    expect(widths(program)).toEqual({ '.notdef': 1100, space: 850, A: 1200, Aacute: 1211, 'odd.name': 1377 });
    expect(program.encoding?.get(65)).toBe('A');
  });

  it('that is truncated is refused', () => {
    for (const end of [0, 4, 40, 100])
      expect(() => widths(cffProgram(Buffer.from(boxes, 'base64').subarray(0, end)))).toThrow();
  });
});

describe('a Type 1 font', () => {
  /** Encrypts bytes (Adobe Type 1 Font Format, 7.1). */
  const hidden = (plain: Buffer, key: number) => {
    let state = key;
    return Buffer.from(
      Buffer.concat([Buffer.alloc(4), plain]).map((byte) => {
        const cipher = byte ^ (state >> 8);
        state = ((cipher + state) * 52845 + 22719) & 0xffff;
        return cipher;
      }),
    );
  };
  const glyph = (...code: number[]) => hidden(Buffer.from(code), 4330);
  const entry = (name: string, code: Buffer) =>
    Buffer.concat([Buffer.from(`/${name} ${code.length} RD `), code, Buffer.from(' ND\n')]);
  // 0 500 hsbw endchar; 0 1201 2 div hsbw; a call of a subroutine with 0 250 hsbw.
  const codes = {
    A: glyph(139, 248, 136, 13, 14),
    '.notdef': glyph(139, 255, 0, 0, 4, 177, 141, 12, 12, 13, 14),
    B: glyph(139, 10, 14),
  };
  const part = glyph(139, 247, 142, 13, 11);
  const body = Buffer.concat([
    Buffer.from('dup /Private 8 dict dup begin /lenIV 4 def /Subrs 1 array\n'),
    Buffer.from(`dup 0 ${part.length} RD `),
    part,
    Buffer.from(' NP\n2 index /CharStrings 3 dict dup begin\n'),
    ...Object.entries(codes).map(([name, code]) => entry(name, code)),
    Buffer.from('end\nend'),
  ]);
  const head = Buffer.from(
    '%!PS-AdobeFont-1.0: Boxes\n/Encoding 256 array\ndup 65 /B put\nreadonly def\ncurrentfile eexec\n',
  );
  const program = (encrypted: Buffer) => type1Program(Buffer.concat([head, encrypted]), head.length);

  it('has the names and widths of its glyphs, starting with .notdef', () => {
    const read = program(hidden(body, 55665));
    expect(widths(read)).toEqual({ '.notdef': 600.5, A: 500, B: 250 });
    expect(read.byName?.get('.notdef')).toBe(0);
    expect([...(read.encoding ?? [])]).toEqual([[65, 'B']]);
  });

  it('may be encoded in hexadecimal', () => {
    expect(widths(program(Buffer.from(hidden(body, 55665).toString('hex'))))).toEqual({
      '.notdef': 600.5,
      A: 500,
      B: 250,
    });
  });

  it('without glyphs is refused', () => {
    expect(() => program(hidden(Buffer.from('nothing'), 55665))).toThrow(RangeError);
  });
});

it('the encodings are those of ISO 32000-1, annex D', () => {
  const at = (name: string, ...codes: number[]) => codes.map((code) => encodingNamed(name)?.get(code));
  expect(at('StandardEncoding', 39, 65, 174, 225, 251, 160)).toEqual([
    'quoteright',
    'A',
    'fi',
    'AE',
    'germandbls',
    undefined,
  ]);
  expect(at('WinAnsiEncoding', 39, 128, 129, 160, 173, 255)).toEqual([
    'quotesingle',
    'Euro',
    'bullet',
    'space',
    'hyphen',
    'ydieresis',
  ]);
  expect(at('MacRomanEncoding', 39, 128, 202, 219, 222)).toEqual([
    'quotesingle',
    'Adieresis',
    'space',
    'currency',
    'fi',
  ]);
  expect(encodingNamed('Nonsense')).toBeUndefined();
});
