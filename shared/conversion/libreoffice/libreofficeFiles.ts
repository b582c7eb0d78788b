/**
 * Files of LibreOffice's packed file system that are not loaded. Fontconfig scans every font before the first document, with
 * tens of thousands of small reads (24,000 of 30,000 in DejaVu Sans Mono alone). Only fonts remain that documents name, that
 * replace others (Carlito for Calibri, Caladea for Cambria, Liberation for Arial, Times and Courier) or that support a
 * script. `fontsConfiguration` replaces the configuration of fonts.
 */
const excluded: RegExp[] = [
  /\/fonts\/truetype\/DejaVu(?!Sans\.ttf$)/,
  /\/fonts\/truetype\/Lin(Libertine|Biolinum)_/,
  /\/fonts\/truetype\/(David|FrankRuehl|Miriam|MiriamMono|Nachlieli)CLM-/,
  /\/fonts\/truetype\/(DavidLibre|FrankRuhlHofshi|MiriamLibre|Rubik|ReemKufi|Alef|Amiri|AmiriQuran|Scheherazade)-/,
  /\/fonts\/truetype\/(Gen(Bk)?Bas|AmiriQuran\.)/,
  /\/fonts\/truetype\/Noto(Serif|SansLisu|KufiArabic|Sans-)/,
  /\/fonts\/truetype\/Noto(Sans(Armenian|Georgian|Lao)|NaskhArabic)-Bold/,
  /\/fonts\/truetype\/fc_local\.conf$/,
  /\/share\/fontconfig\//,
  /\/resource\/common\/fonts\//,
  /^\/android\//,
  /\/program\/(intro|shell\/)/,
  /\/share\/gallery\//,
];

/** Whether a file of the packed file system is loaded. */
export function isIncluded(path: string): boolean {
  return !excluded.some((pattern) => pattern.test(path));
}
