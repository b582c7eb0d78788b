/** Font folders and cache folder of fontconfig. */
export interface FontPlaces {
  folders: readonly string[];
  cache: string;
}

/** Metric-compatible replacements: line breaks stay where they were. */
const metricCompatible: Readonly<Record<string, string>> = {
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

/** Fonts for Chinese, Japanese and Korean, in order of preference. They share characters but draw them differently. */
const eastAsia = {
  japanese: 'Noto Sans JP',
  simplified: 'Noto Sans SC',
  traditional: 'Noto Sans TC',
  korean: 'Noto Sans KR',
} as const;
type Writing = keyof typeof eastAsia;

/** Language tags of each writing system. */
const writings: Readonly<Record<Writing, readonly string[]>> = {
  japanese: ['ja'],
  simplified: ['zh', 'zh-cn', 'zh-sg', 'zh-hans'],
  traditional: ['zh-tw', 'zh-hk', 'zh-mo', 'zh-hant'],
  korean: ['ko'],
};

/** Common East Asian fonts by writing system, for text without a language tag. */
const namedFonts: Readonly<Record<Writing, readonly string[]>> = {
  japanese: ['MS Gothic', 'MS PGothic', 'MS Mincho', 'MS PMincho', 'Meiryo', 'Yu Gothic', 'Yu Mincho'],
  simplified: ['SimSun', 'SimHei', 'KaiTi', 'FangSong', 'DengXian', 'Microsoft YaHei'],
  traditional: ['PMingLiU', 'MingLiU', 'DFKai-SB', 'Microsoft JhengHei'],
  korean: ['Malgun Gothic', 'Batang', 'BatangChe', 'Gulim', 'Dotum'],
};

/** The generic families of CSS. */
const generic: Readonly<Record<string, readonly string[]>> = {
  'sans-serif': ['Liberation Sans', 'DejaVu Sans'],
  serif: ['Liberation Serif'],
  monospace: ['Liberation Mono'],
  cursive: ['Caladea'],
  fantasy: ['Carlito'],
  'system-ui': ['Liberation Sans'],
};

/** Fallback fonts for characters that the document's font lacks, before the East Asian ones. */
const fallbackFonts = [
  'Liberation Sans',
  'DejaVu Sans',
  'Noto Sans Arabic',
  'Noto Sans Hebrew',
  'Noto Sans Thai',
  'Noto Sans Devanagari',
];

/** The fontconfig configuration of both engines, so that documents look the same in both and on every machine. */
export function fontsConfiguration({ folders, cache }: FontPlaces): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
${folders.map((path) => `  <dir>${inXml(path)}</dir>`).join('\n')}
${Object.entries(metricCompatible)
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
${append([...fallbackFonts, ...inOrder('japanese')])}
  <cachedir>${inXml(cache)}</cachedir>
</fontconfig>
`;
}

/** The East Asian fonts, starting with that of one writing system. */
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
