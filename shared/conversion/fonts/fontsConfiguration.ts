import { eastAsia, eastAsianFonts, type Writing } from './eastAsianFonts.ts';
import { classFonts, fontKey, nameWords, otherWidths, sameWidths } from './fontTable.ts';
import { scriptFonts } from './scriptFonts.ts';

/** Font folders and cache folder of fontconfig. */
export interface FontPlaces {
  folders: readonly string[];
  cache: string;
  /** Families of the operator's fonts, which are never replaced. */
  families?: ReadonlySet<string>;
}

/** Language tags of each writing system. */
const writings: Readonly<Record<Writing, readonly string[]>> = {
  japanese: ['ja'],
  simplified: ['zh', 'zh-cn', 'zh-sg', 'zh-hans'],
  traditional: ['zh-tw', 'zh-hk', 'zh-mo', 'zh-hant'],
  korean: ['ko'],
};

/** The generic families of CSS, and `sans`, which LibreOffice appends to a font that its document describes so. */
const generic: Readonly<Record<string, readonly string[]>> = {
  'sans-serif': ['Liberation Sans', 'DejaVu Sans'],
  sans: ['Liberation Sans'],
  serif: ['Liberation Serif'],
  monospace: ['Liberation Mono'],
  cursive: ['Caladea'],
  fantasy: ['Carlito'],
  'system-ui': ['Liberation Sans'],
};

/** Fallback fonts for characters that the document's font lacks, before the East Asian ones. */
const fallbackFonts = [
  'Liberation Sans',
  // Other fonts have a part of the emoji, in another style.
  'Noto Emoji',
  'DejaVu Sans',
  'Noto Sans Arabic',
  'Noto Sans Hebrew',
  'Noto Sans Thai',
  'Noto Sans Devanagari',
  ...scriptFonts.map(({ family }) => family).filter((family) => family !== 'Noto Emoji'),
];

/** The fontconfig configuration of both engines, so that documents look the same in both and on every machine. */
export function fontsConfiguration({ folders, cache, families = new Set() }: FontPlaces): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
${folders.map((path) => `  <dir>${inXml(path)}</dir>`).join('\n')}
${[...Object.entries(sameWidths), ...Object.entries(otherWidths)]
  .flatMap(([other, names]) => names.map((name) => [name, other] as const))
  .filter(([name]) => !families.has(fontKey(name)))
  // Chromium accepts a replacement only as the first family.
  .map(([name, other]) => alias(name, [other], ' binding="same"'))
  .join('\n')}
${nameWords
  // The last rule inserts its font right behind the name.
  .toReversed()
  .map(([word, font]) => append([classFonts[font]], test('family', word, 'contains'), 'append'))
  .join('\n')}
${Object.entries(generic)
  .map(([family, others]) => alias(family, others))
  .join('\n')}
${entries(writings)
  .flatMap(([writing, languages]) =>
    languages.map((language) => append(inOrder(writing), test('lang', language))),
  )
  .join('\n')}
${entries(eastAsianFonts)
  .flatMap(([writing, names]) => names.map((name) => append([eastAsia[writing]], test('family', name))))
  .join('\n')}
${append([...fallbackFonts, ...inOrder('japanese')])}
  <cachedir>${inXml(cache)}</cachedir>
</fontconfig>
`;
}

/** The East Asian fonts, starting with that of one writing system. */
function inOrder(first: Writing): string[] {
  return [...new Set([eastAsia[first], ...Object.values(eastAsia)])];
}

function alias(family: string, others: readonly string[], more = ''): string {
  return `  <alias${more}><family>${family}</family><prefer>${tags('family', others)}</prefer></alias>`;
}

function test(name: string, value: string, compare = 'eq'): string {
  return `<test name="${name}" compare="${compare}"><string>${value}</string></test>`;
}

function append(
  others: readonly string[],
  where = '',
  mode: 'append' | 'append_last' = 'append_last',
): string {
  const edit = `<edit name="family" mode="${mode}" binding="weak">${tags('string', others)}</edit>`;
  return `  <match target="pattern">${where}${edit}</match>`;
}

const tags = (tag: string, values: readonly string[]) =>
  values.map((value) => `<${tag}>${value}</${tag}>`).join('');
const inXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const entries = <T>(table: Readonly<Record<Writing, T>>) => Object.entries(table) as [Writing, T][];
