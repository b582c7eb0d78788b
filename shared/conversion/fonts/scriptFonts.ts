import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** A font for characters that few documents contain. */
export interface ScriptFont {
  package: string;
  family: string;
  /** Folders of the used weights in the package. */
  weights: readonly string[];
  /** First and last characters of ranges, which no font has that is always loaded. */
  ranges: readonly (readonly [first: number, last: number])[];
}

const both = ['400Regular', '700Bold'];
const regular = ['400Regular'];

type Row = [name: string, family: string, weights: readonly string[], ranges: string];

/** Package, family, weights and characters. Ranges leave out most characters that other fonts have. */
const rows: readonly Row[] = [
  ['@expo-google-fonts/noto-sans-adlam', 'Noto Sans Adlam', both, '2E28-2E29 1E900-1E95F'],
  ['@expo-google-fonts/noto-sans-balinese', 'Noto Sans Balinese', both, '1B00-1B7F'],
  ['@expo-google-fonts/noto-sans-bengali', 'Noto Sans Bengali', both, '980-9FF 1CF7'],
  [
    '@expo-google-fonts/noto-sans-canadian-aboriginal',
    'Noto Sans Canadian Aboriginal',
    both,
    '1400-167F 18B0-18FF 11AB0-11ABF',
  ],
  ['@expo-google-fonts/noto-sans-chakma', 'Noto Sans Chakma', regular, '11100-1114F'],
  ['@expo-google-fonts/noto-sans-cham', 'Noto Sans Cham', both, 'AA00-AA5F'],
  ['@expo-google-fonts/noto-sans-cherokee', 'Noto Sans Cherokee', both, '13A0-13FF AB70-ABBF'],
  ['@expo-google-fonts/noto-sans-coptic', 'Noto Sans Coptic', [''], '1DCD 2C80-2CFF 2E33-2E34 102E0-102FF'],
  ['@expo-google-fonts/noto-sans-deseret', 'Noto Sans Deseret', regular, '10400-1044F'],
  [
    '@expo-google-fonts/noto-sans-ethiopic',
    'Noto Sans Ethiopic',
    both,
    '1200-139F 2D80-2DDF AB01-AB2F 1E7E0-1E7FF',
  ],
  [
    '@expo-google-fonts/noto-sans-glagolitic',
    'Noto Sans Glagolitic',
    regular,
    '2C00-2C5F A66F FE24-FE2F 1E000-1E02F',
  ],
  ['@expo-google-fonts/noto-sans-gujarati', 'Noto Sans Gujarati', both, 'A80-AFF'],
  ['@expo-google-fonts/noto-sans-gurmukhi', 'Noto Sans Gurmukhi', both, 'A00-A7F'],
  ['@expo-google-fonts/noto-sans-hanifi-rohingya', 'Noto Sans Hanifi Rohingya', both, '10D00-10D3F'],
  ['@expo-google-fonts/noto-sans-javanese', 'Noto Sans Javanese', both, 'A980-A9DF'],
  ['@expo-google-fonts/noto-sans-kannada', 'Noto Sans Kannada', both, 'C80-CFF'],
  ['@expo-google-fonts/noto-sans-khmer', 'Noto Sans Khmer', both, '1780-17FF 19E0-19FF'],
  ['@expo-google-fonts/noto-sans-lisu', 'Noto Sans Lisu', both, 'A4D0-A4FF 11FB0'],
  ['@expo-google-fonts/noto-sans-malayalam', 'Noto Sans Malayalam', both, 'D00-D7F'],
  ['@expo-google-fonts/noto-sans-meetei-mayek', 'Noto Sans Meetei Mayek', both, 'AAE0-AAFF ABC0-ABFF'],
  ['@expo-google-fonts/noto-sans-mongolian', 'Noto Sans Mongolian', regular, '1800-18AF 11660-1167F'],
  ['@expo-google-fonts/noto-sans-myanmar', 'Noto Sans Myanmar', both, '1000-109F A92E A9E0-A9FF AA60-AA7F'],
  ['@expo-google-fonts/noto-sans-nko', 'Noto Sans NKo', regular, '7C0-7FF 2E1C-2E1D'],
  ['@expo-google-fonts/noto-sans-ol-chiki', 'Noto Sans Ol Chiki', both, '1C50-1C7F'],
  ['@expo-google-fonts/noto-sans-oriya', 'Noto Sans Oriya', both, 'B00-B7F'],
  ['@expo-google-fonts/noto-sans-osage', 'Noto Sans Osage', regular, '104B0-104FF'],
  ['@expo-google-fonts/noto-sans-sinhala', 'Noto Sans Sinhala', both, 'D80-DFF 111E0-111FF'],
  ['@expo-google-fonts/noto-sans-syloti-nagri', 'Noto Sans Syloti Nagri', regular, 'A800-A82F'],
  ['@expo-google-fonts/noto-sans-syriac', 'Noto Sans Syriac', both, '700-74F'],
  ['@expo-google-fonts/noto-sans-tai-viet', 'Noto Sans Tai Viet', regular, 'AA80-AADF'],
  ['@expo-google-fonts/noto-sans-tamil', 'Noto Sans Tamil', both, 'B80-BFF 11301-1133C'],
  ['@expo-google-fonts/noto-sans-telugu', 'Noto Sans Telugu', both, 'C00-C7F'],
  ['@expo-google-fonts/noto-sans-thaana', 'Noto Sans Thaana', both, '780-7BF'],
  ['@expo-google-fonts/noto-sans-tifinagh', 'Noto Sans Tifinagh', regular, '2D30-2D7F'],
  ['@expo-google-fonts/noto-sans-vai', 'Noto Sans Vai', regular, 'A500-A63F'],
  ['@expo-google-fonts/noto-sans-yi', 'Noto Sans Yi', regular, 'A000-A4CF'],
  ['@expo-google-fonts/noto-serif-tibetan', 'Noto Serif Tibetan', both, 'F00-FFF'],
  [
    '@expo-google-fonts/noto-emoji',
    'Noto Emoji',
    both,
    `20E3 231A-231B 23E9-23FA 26C4-26C5 26C8 26CE-26D4 26EA 26F2-26F5 26FA 26FD 2705 270A-270B 2728 274C 274E 2753-2757 2795-2797 27B0
    27BF 2B1B-2B1C 2B50-2B55 1F004 1F0CF 1F18E 1F191-1F19A 1F1E6-1F1FF 1F201-1F251 1F300-1F5FF 1F600-1F64F 1F680-1F6FF
    1F7E0-1F7F0 1F90C-1F9FF 1FA70-1FAFF`,
  ],
  [
    '@expo-google-fonts/noto-sans-math',
    'Noto Sans Math',
    regular,
    '20D2-20D5 20D8-20DA 20DF-20EF 214A 2335-2372 2376-2379 2395 23B2-23BD 23DC-23E2 27C0-27EF 2900-2A7C 2AA1-2AFF 2B30-2B4C 2BFE 1D400-1D7FF 1EE00-1EEFF 1F780-1F7D8',
  ],
  [
    '@expo-google-fonts/noto-sans-symbols',
    'Noto Sans Symbols',
    both,
    '20E0-20E3 2186-2188 218A-218B 2313-2317 2322-2323 232D-2333 2335-2372 237C 2380-239A 23AF 23CD 23D0-23D9 23E4-23E7 269D 26B9-26BC 26D5-26F1 26F6-26F9 26FB-26FC 26FE-26FF 1F546-1F54F 1F700-1F773',
  ],
  [
    '@expo-google-fonts/noto-sans-symbols-2',
    'Noto Sans Symbols 2',
    regular,
    `20E2-20E3 2316 237B 237E-237F 23F4-23F7 23FB-23FF 2400-2421 2424-244A 26BF 26C6-26E1 2700 275F-2760 2981 2B1D-2B1E 2B25-2B2F 2B4D-2B52
    2B56-2B94 2B96-2BFF 10140-101FF 102E0-102FB 10E60-10E7E 1D2C0-1D2F3 1D360-1D378 1F000-1F02F 1F0BF 1F0E0-1F0FF 1F10D-1F10F
    1F16D-1F16F 1F1AD 1F322-1F323 1F394-1F39D 1F3F1-1F3F2 1F3F6 1F4FE 1F53E-1F54A 1F568-1F572 1F57B-1F594 1F597-1F5FA 1F650-1F67F
    1F6C6-1F6CA 1F6D3-1F6D4 1F6E6-1F6EA 1F6F1-1F6F2 1F774-1F77F 1F7D9 1F800-1F90B 1F93B 1F946 1FA00-1FA6F 1FB00-1FBFF`,
  ],
];

/** All fonts for rare characters. */
export const scriptFonts: readonly ScriptFont[] = rows.map(([name, family, weights, ranges]) => ({
  package: name,
  family,
  weights,
  ranges: ranges.split(/\s+/).map((range) => {
    const [first = '', last = first] = range.split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  }),
}));

/** The folders of a font's weights. */
export function foldersOf({ package: name, weights }: ScriptFont): string[] {
  const root = dirname(require.resolve(`${name}/package.json`));
  return weights.map((weight) => join(root, weight));
}
