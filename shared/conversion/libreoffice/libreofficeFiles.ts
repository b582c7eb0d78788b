/**
 * What of LibreOffice's packed file system is left out. Fontconfig scans every font before the first document, in tens of
 * thousands of tiny reads (24,000 of 30,000 in DejaVu Sans Mono alone). So only fonts that documents name, that stand in
 * for such (Carlito for Calibri, Caladea for Cambria, Liberation for Arial, Times and Courier) or that carry a script
 * stay. The configuration of fonts is ours.
 */
const leftOut: RegExp[] = [
  /\/fonts\/truetype\/DejaVu(?!Sans\.ttf$)/,
  /\/fonts\/truetype\/Lin(Libertine|Biolinum)_/,
  /\/fonts\/truetype\/(David|FrankRuehl|Miriam|MiriamMono|Nachlieli)CLM-/,
  /\/fonts\/truetype\/(DavidLibre|FrankRuhlHofshi|MiriamLibre|Rubik|ReemKufi|Alef|Amiri|AmiriQuran|Scheherazade)-/,
  /\/fonts\/truetype\/(Gen(Bk)?Bas|AmiriQuran\.|LiberationSansNarrow-)/,
  /\/fonts\/truetype\/Noto(Serif|SansLisu|KufiArabic|Sans-)/,
  /\/fonts\/truetype\/Noto(Sans(Armenian|Georgian|Lao)|NaskhArabic)-Bold/,
  /\/fonts\/truetype\/fc_local\.conf$/,
  /\/share\/fontconfig\//,
  /\/resource\/common\/fonts\//,
  /^\/android\//,
  /\/program\/(intro|shell\/)/,
  /\/share\/gallery\//,
];

/** Whether a file of the packed file system is carried into the engine. */
export function isCarried(path: string): boolean {
  return !leftOut.some((pattern) => pattern.test(path));
}
