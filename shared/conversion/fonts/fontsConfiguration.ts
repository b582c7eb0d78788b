/** Where fontconfig finds fonts and keeps what it has read of them. */
export interface FontPlaces {
  folders: readonly string[];
  cache: string;
}

/** Fonts of the same widths, for those that documents name: a line breaks where it broke before. */
const sameWidths: Readonly<Record<string, string>> = {
  Arial: 'Liberation Sans',
  Helvetica: 'Liberation Sans',
  'Times New Roman': 'Liberation Serif',
  Times: 'Liberation Serif',
  'Courier New': 'Liberation Mono',
  Courier: 'Liberation Mono',
  Calibri: 'Carlito',
  Cambria: 'Caladea',
  Symbol: 'OpenSymbol',
};

/** The order in which Chinese, Japanese and Korean are looked for: many characters are common to them and look different. */
const eastAsia = {
  japanese: 'Noto Sans JP',
  simplified: 'Noto Sans SC',
  traditional: 'Noto Sans TC',
  korean: 'Noto Sans KR',
} as const;
type Writing = keyof typeof eastAsia;

/** Languages, as documents and pages name them, and how they are written. */
const writings: Readonly<Record<Writing, readonly string[]>> = {
  japanese: ['ja'],
  simplified: ['zh', 'zh-cn', 'zh-sg', 'zh-hans'],
  traditional: ['zh-tw', 'zh-hk', 'zh-mo', 'zh-hant'],
  korean: ['ko'],
};

/** Well-known fonts of East Asia and the writing they are for, where the language is not told or not one of these. */
const namedFonts: Readonly<Record<Writing, readonly string[]>> = {
  japanese: ['MS Gothic', 'MS PGothic', 'MS Mincho', 'MS PMincho', 'Meiryo', 'Yu Gothic', 'Yu Mincho'],
  simplified: ['SimSun', 'SimHei', 'KaiTi', 'FangSong', 'DengXian', 'Microsoft YaHei'],
  traditional: ['PMingLiU', 'MingLiU', 'DFKai-SB', 'Microsoft JhengHei'],
  korean: ['Malgun Gothic', 'Batang', 'BatangChe', 'Gulim', 'Dotum'],
};

/** The generic families, as CSS has them. */
const generic: Readonly<Record<string, readonly string[]>> = {
  'sans-serif': ['Liberation Sans', 'DejaVu Sans'],
  serif: ['Liberation Serif'],
  monospace: ['Liberation Mono'],
  cursive: ['Caladea'],
  fantasy: ['Carlito'],
  'system-ui': ['Liberation Sans'],
};

/** What a character is looked for in that its own font has not, before East Asia. */
const everyScript = [
  'Liberation Sans',
  'DejaVu Sans',
  'Noto Sans Arabic',
  'Noto Sans Hebrew',
  'Noto Sans Thai',
  'Noto Sans Devanagari',
];

/** The configuration of fontconfig for both engines, so that a document looks the same in either and on every machine. */
export function fontsConfiguration({ folders, cache }: FontPlaces): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
${folders.map((path) => `  <dir>${inXml(path)}</dir>`).join('\n')}
${Object.entries(sameWidths)
  .map(([family, other]) => alias(family, 'accept', [other], ' binding="same"'))
  .join('\n')}
${Object.entries(generic)
  .map(([family, others]) => alias(family, 'prefer', others))
  .join('\n')}
${entries(writings)
  .flatMap(([writing, languages]) =>
    languages.map((language) => append(inOrder(writing), test('lang', language))),
  )
  .join('\n')}
${entries(namedFonts)
  .flatMap(([writing, names]) => names.map((name) => append([eastAsia[writing]], test('family', name))))
  .join('\n')}
${append([...everyScript, ...inOrder('japanese')])}
  <cachedir>${inXml(cache)}</cachedir>
</fontconfig>
`;
}

/** The fonts of East Asia, that of one writing first. */
function inOrder(first: Writing): string[] {
  return [...new Set([eastAsia[first], ...Object.values(eastAsia)])];
}

function alias(family: string, place: 'accept' | 'prefer', others: readonly string[], more = ''): string {
  return `  <alias${more}><family>${family}</family><${place}>${families(others)}</${place}></alias>`;
}

const test = (name: string, value: string) => `<test name="${name}"><string>${value}</string></test>`;

function append(others: readonly string[], where = ''): string {
  const names = others.map((other) => `<string>${other}</string>`).join('');
  return `  <match target="pattern">${where}<edit name="family" mode="append_last" binding="weak">${names}</edit></match>`;
}

const families = (names: readonly string[]) => names.map((name) => `<family>${name}</family>`).join('');
const inXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const entries = <T>(table: Readonly<Record<Writing, T>>) => Object.entries(table) as [Writing, T][];
