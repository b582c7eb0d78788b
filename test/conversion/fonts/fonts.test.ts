import { describe, expect, it } from 'vitest';
import { scriptFontsFor } from '../../../shared/conversion/fonts/neededFonts.ts';
import { scriptFonts } from '../../../shared/conversion/fonts/scriptFonts.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { docx, paragraph } from '../ooxml.ts';
import { never } from '../sample.ts';
import { sharedConverter } from '../sharedConverter.ts';
import { difference, endOf, linePictures, type Picture, widthOf } from './linePictures.ts';

/** A line of text with its language and font. */
interface Line {
  text: string;
  language?: string;
  font?: string;
}

/** Functions that draw lines in 27 points, each line 45 points high. */
const engines: Record<string, (lines: Line[]) => Promise<Picture[]>> = {
  LibreOffice: async (lines) => {
    const body = lines.map(({ text, language, font }) => {
      const named = `<w:rFonts w:eastAsia="${font ?? 'Nobody’s'}"${font ? ` w:ascii="${font}" w:hAnsi="${font}" w:cs="${font}"` : ''}/>`;
      const spoken = language
        ? `<w:lang w:val="${language}" w:eastAsia="${language}" w:bidi="${language}"/>`
        : '';
      const properties = '<w:spacing w:line="900" w:lineRule="exact" w:before="0" w:after="0"/>';
      return paragraph(text, properties, `${named}<w:sz w:val="54"/><w:szCs w:val="54"/>${spoken}`);
    });
    return drawn('lines.docx', await docx(body.join('')), {}, { top: 56.7, height: 45, count: lines.length });
  },
  Chromium: (lines) => {
    const body = lines.map(
      ({ text, language = '', font = 'sans-serif' }, i) =>
        `<div lang="${language}" style="position:absolute;left:40px;top:${i * 60}px;font:36px/60px '${font}',sans-serif;white-space:nowrap">${text}</div>`,
    );
    const html = `<!doctype html><html><meta charset="utf-8"><body style="margin:0">${body.join('')}`;
    const margins = { marginTop: 0, marginBottom: 0, marginLeft: 0, marginRight: 0 };
    return drawn('lines.html', Buffer.from(html), margins, { top: 0, height: 45, count: lines.length });
  },
};

async function drawn(
  name: string,
  bytes: Uint8Array,
  options: object,
  lines: Parameters<typeof linePictures>[1],
) {
  const steps = stepsSchema.parse([{ type: 'convert', to: 'pdf', ...options }]);
  const { files } = await sharedConverter.convert({ files: [{ name, bytes }], steps, signal: never });
  return linePictures(files[0]?.bytes ?? new Uint8Array(), lines);
}

/** Characters of each script that look different from each other. */
const scripts: [string, string[]][] = [
  ['Latin', ['A', 'ß', 'ő']],
  ['Greek', ['Ω', 'ξ', 'ή']],
  ['Cyrillic', ['Ж', 'ю', 'ї']],
  ['Japanese', ['日', '語', 'あ', 'ヴ']],
  ['Chinese', ['汉', '漢', '们', '臺']],
  ['Korean', ['한', '국', '어']],
  ['Arabic', ['ع', 'ش', 'ه']],
  ['Hebrew', ['א', 'ש', 'ץ']],
  ['Thai', ['ก', 'ฬ', 'ญ']],
  ['Devanagari', ['अ', 'ह', 'ठ']],
];

/** Two characters of each font that is loaded on demand. */
const rare: Readonly<Record<string, string>> = {
  'Noto Sans Adlam': '𞤀𞤃',
  'Noto Sans Balinese': 'ᬅᬓ',
  'Noto Sans Bengali': 'অক',
  'Noto Sans Canadian Aboriginal': 'ᐁᓄ',
  'Noto Sans Chakma': '𑄃𑄇',
  'Noto Sans Cham': 'ꨀꨆ',
  'Noto Sans Cherokee': 'ᎠᏣ',
  'Noto Sans Coptic': 'ⲀⲘ',
  'Noto Sans Deseret': '𐐀𐐓',
  'Noto Sans Ethiopic': 'ሀቀ',
  'Noto Sans Glagolitic': 'ⰀⰓ',
  'Noto Sans Gujarati': 'અક',
  'Noto Sans Gurmukhi': 'ਅਕ',
  'Noto Sans Hanifi Rohingya': '𐴀𐴌',
  'Noto Sans Javanese': 'ꦄꦏ',
  'Noto Sans Kannada': 'ಅಕ',
  'Noto Sans Khmer': 'កអ',
  'Noto Sans Lisu': 'ꓐꓫ',
  'Noto Sans Malayalam': 'അക',
  'Noto Sans Meetei Mayek': 'ꯀꯍ',
  'Noto Sans Mongolian': 'ᠠᠭ',
  'Noto Sans Myanmar': 'ကအ',
  'Noto Sans NKo': 'ߊߞ',
  'Noto Sans Ol Chiki': 'ᱚᱢ',
  'Noto Sans Oriya': 'ଅକ',
  'Noto Sans Osage': '𐒰𐓆',
  'Noto Sans Sinhala': 'අක',
  'Noto Sans Syloti Nagri': 'ꠀꠇ',
  'Noto Sans Syriac': 'ܐܡ',
  'Noto Sans Tai Viet': 'ꪀꪒ',
  'Noto Sans Tamil': 'அக',
  'Noto Sans Telugu': 'అక',
  'Noto Sans Thaana': 'ހކ',
  'Noto Sans Tifinagh': 'ⴰⵣ',
  'Noto Sans Vai': 'ꔀꕉ',
  'Noto Sans Yi': 'ꀀꆏ',
  'Noto Serif Tibetan': 'ཀམ',
  'Noto Emoji': '🚀🥑',
  'Noto Sans Math': '𝐀𝒵',
  'Noto Sans Symbols': '⎈🜁',
  'Noto Sans Symbols 2': '🨀🯅',
};
const rareCharacters = Object.values(rare).flatMap((pair) => [...pair]);

/** A character that no font has. */
const unknown = '\u{10fffd}';
/** Lines on one page. */
const page = 15;

/** Images that differ less than this count as equal: text may be shifted by a fraction of a pixel. */
const same = 0.1;

describe.each(Object.entries(engines))('%s', (_engine, draw) => {
  it.each(scripts)('has glyphs for %s', async (_script, characters) => {
    const [box, ...pictures] = await draw([unknown, ...characters].map((text) => ({ text })));
    for (const [i, picture] of pictures.entries()) {
      expect(picture.length, `${characters[i]} has ink`).toBeGreaterThan(10);
      expect(difference(picture, box ?? []), `${characters[i]} is not a box`).toBeGreaterThan(same);
      for (const other of pictures.slice(i + 1)) expect(difference(picture, other)).toBeGreaterThan(same);
    }
  });

  it('has glyphs for the characters of every font that is loaded on demand', async () => {
    for (let first = 0; first < rareCharacters.length; first += page - 1) {
      const characters = rareCharacters.slice(first, first + page - 1);
      const [box, ...pictures] = await draw([unknown, ...characters].map((text) => ({ text })));
      for (const [i, picture] of pictures.entries()) {
        expect(picture.length, `${characters[i]} has ink`).toBeGreaterThan(10);
        expect(difference(picture, box ?? []), `${characters[i]} is not a box`).toBeGreaterThan(same);
        if (i > 0)
          expect(difference(picture, pictures[i - 1] ?? []), `${characters[i]}`).toBeGreaterThan(same);
      }
    }
  });

  it('joins Arabic letters', async () => {
    const [joined, apart, one] = await draw([{ text: 'ببب' }, { text: 'ب\u200cب\u200cب' }, { text: 'ب' }]);
    expect(widthOf(joined)).toBeLessThan(widthOf(apart) * 0.8);
    expect(difference(endOf(joined, 'right', widthOf(one)), one ?? [])).toBeGreaterThan(same);
  });

  it.each([
    ['Hebrew', 'אש', 'א', 'ש'],
    ['Arabic', 'دو', 'د', 'و'],
  ])('sets %s from right to left', async (_script, word, first, last) => {
    const [set, right, left] = await draw([{ text: word }, { text: first }, { text: last }]);
    expect(difference(endOf(set, 'right', widthOf(right)), right ?? [])).toBeLessThan(same * 2);
    expect(difference(endOf(set, 'left', widthOf(left)), left ?? [])).toBeLessThan(same * 2);
  });

  it('stacks marks and ligatures of Thai and Devanagari', async () => {
    const [bare, marked, letters, ligature] = await draw([
      { text: 'ป' },
      { text: 'ปี่' },
      { text: 'क\u200cष' },
      { text: 'क्ष' },
    ]);
    expect(marked?.length).toBeGreaterThan((bare?.length ?? 0) * 1.2);
    expect(widthOf(marked)).toBeLessThan(widthOf(bare) * 1.4);
    expect(difference(letters ?? [], ligature ?? [])).toBeGreaterThan(same);
    expect(widthOf(ligature)).toBeLessThan(widthOf(letters));
  });

  it('draws a shared character in the form of the language', async () => {
    // One document each: Chromium chooses the font of a character once per page.
    const pictures: Picture[] = [];
    for (const language of ['ja-JP', 'zh-CN', 'zh-TW'])
      pictures.push(...(await draw([{ text: '骨直', language }])));
    const [unnamed] = await draw([{ text: '骨直' }]);
    for (const [i, picture] of pictures.entries())
      for (const other of pictures.slice(i + 1)) expect(difference(picture, other)).toBeGreaterThan(0.02);
    expect(difference(unnamed ?? [], pictures[0] ?? [])).toBeLessThan(0.02);
  });

  it.each([
    ['Arial', 'Liberation Sans'],
    ['Times New Roman', 'Liberation Serif'],
    ['Courier New', 'Liberation Mono'],
    ['Calibri', 'Carlito'],
    ['Cambria', 'Caladea'],
  ])('sets %s as %s', async (named, standIn) => {
    const text = 'Quick brown foxes 0123';
    const [wanted, got, other] = await draw([
      { text, font: named },
      { text, font: standIn },
      { text, font: 'DejaVu Sans' },
    ]);
    expect(Math.abs(widthOf(got) - widthOf(wanted))).toBeLessThan(3);
    expect(difference(got ?? [], wanted ?? [])).toBeLessThan(same);
    expect(Math.abs(widthOf(other) - widthOf(got))).toBeGreaterThan(10);
  });
});

it('every font that is loaded on demand has its characters in this test', () => {
  expect(Object.keys(rare).toSorted()).toEqual(scriptFonts.map(({ family }) => family).toSorted());
  for (const [family, characters] of Object.entries(rare))
    for (const character of characters) {
      const needed = scriptFontsFor(new Set([character.codePointAt(0) ?? 0]));
      expect(needed.map((font) => font.family)).toContain(family);
    }
});
