import type { EngineKind } from '../engines/engine.ts';
import type { FormatName } from './formats.ts';

/** One operation of an engine, whose result has the format `to`. */
export interface Hop {
  engine: EngineKind;
  operation: string;
  to: FormatName;
  /** The format of an input whose options the hop has. */
  from?: FormatName;
  /** The hop runs only if this option is given. */
  onlyWith?: string;
}

/** Conversions with the same hops. */
interface RouteRow {
  from: readonly FormatName[];
  to: readonly FormatName[];
  hops: (to: FormatName, from: FormatName) => readonly Hop[];
  /** Whether a format can be converted to itself, for example to change its size or quality. */
  toItself?: true;
}

const word = ['docx', 'dotx', 'docm', 'dotm'] as const;
const otherDocuments = ['doc', 'odt', 'fodt', 'rtf'] as const;
const documents = ['docx', ...otherDocuments] as const;
const text = [...word, ...otherDocuments, 'txt'] as const;
const workbooks = ['xlsx', 'xls', 'ods', 'csv'] as const;
const spreadsheet = ['xlsx', 'xltx', 'xlsm', 'xltm', 'xls', 'ods', 'csv', 'tsv'] as const;
const powerPoint = ['pptx', 'ppsx', 'potx', 'pptm', 'ppsm', 'potm'] as const;
const presentation = [...powerPoint, 'ppt', 'odp'] as const;
const office = [...text, ...spreadsheet, ...presentation, 'odg'] as const;
const images = ['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'] as const;
const readableImages = [...images, 'bmp'] as const;
const pictures = ['png', 'jpeg', 'webp'] as const;
const pages = ['html', 'xhtml', 'svg', 'zip'] as const;

const libreoffice = (to: FormatName, from?: FormatName): Hop => ({
  engine: 'libreoffice',
  operation: 'convert',
  to,
  ...(from !== undefined && { from }),
});
const chromium = (operation: string, to: FormatName): Hop => ({ engine: 'chromium', operation, to });
const toolbox = (operation: string, to: FormatName): Hop => ({ engine: 'toolbox', operation, to });
const markdown: Hop = { engine: 'toolbox', operation: 'markdown', to: 'html', from: 'md' };
const formulas = (to: FormatName): Hop => ({ engine: 'toolbox', operation: 'formulasAsText', to });
const accessible = (operation: string): Hop => ({
  engine: 'toolbox',
  operation,
  to: 'pdf',
  onlyWith: 'pdfua',
});
const archive: Hop = { engine: 'toolbox', operation: 'toPdfA', to: 'pdf', onlyWith: 'pdfa' };

/** All conversions; the first matching row counts. */
const routes: readonly RouteRow[] = [
  { from: office, to: ['pdf'], hops: (to, from) => [libreoffice(to, from), accessible('toPdfUa'), archive] },
  { from: pages, to: ['pdf'], hops: (to) => [chromium('pdf', to), accessible('toPdfUa'), archive] },
  { from: ['md'], to: ['html'], hops: () => [markdown] },
  {
    from: ['md'],
    to: ['pdf'],
    hops: (to) => [markdown, chromium('pdf', to), accessible('toPdfUa'), archive],
  },
  { from: ['pdf'], to: pictures, hops: (to) => [toolbox('renderPages', to)] },
  { from: ['pdf'], to: ['txt'], hops: (to) => [toolbox('extractText', to)] },
  { from: readableImages, to: images, hops: (to) => [toolbox('convertImage', to)], toItself: true },
  { from: readableImages, to: ['pdf'], hops: (to) => [toolbox('imageToPdf', to), archive] },
  {
    from: ['pdf'],
    to: ['pdf'],
    hops: () => [accessible('taggedToPdfUa'), archive],
    toItself: true,
  },
  { from: office, to: pictures, hops: (to, from) => [libreoffice('pdf', from), toolbox('renderPages', to)] },
  { from: word, to: ['html'], hops: () => [toolbox('docxToHtml', 'html')] },
  { from: text, to: ['html'], hops: (_, from) => [libreoffice('docx', from), toolbox('docxToHtml', 'html')] },
  { from: text, to: documents, hops: (to, from) => [libreoffice(to, from)] },
  { from: word, to: ['txt'], hops: (to) => [formulas('docx'), libreoffice(to)] },
  {
    from: otherDocuments,
    to: ['txt'],
    hops: (to) => [libreoffice('docx'), formulas('docx'), libreoffice(to)],
  },
  {
    from: spreadsheet,
    to: ['html'],
    hops: (to, from) => [libreoffice(to, from), toolbox('sanitiseHtml', to)],
  },
  { from: spreadsheet, to: workbooks, hops: (to, from) => [libreoffice(to, from)] },
  { from: presentation, to: ['html'], hops: (to) => [libreoffice('pdf'), toolbox('slidesToHtml', to)] },
  { from: presentation, to: ['pptx', 'ppt', 'odp'], hops: (to) => [libreoffice(to)] },
  {
    from: powerPoint,
    to: ['txt'],
    hops: (to, from) => [formulas(from), libreoffice('pdf', from), toolbox('extractText', to)],
  },
  {
    from: [...spreadsheet, ...presentation, 'odg'],
    to: ['txt'],
    hops: (to, from) => [libreoffice('pdf', from), toolbox('extractText', to)],
  },
];

/** All hops from a format to another, including optional ones, or undefined if there is no conversion. */
export function routeOf(from: FormatName, to: FormatName): readonly Hop[] | undefined {
  return routes.find((each) => covers(each, from, to))?.hops(to, from);
}

/** The hops that apply with these options, or undefined if there are none, as for PDF to PDF without `pdfa` and `pdfua`. */
export function requestedRoute(
  from: FormatName,
  to: FormatName,
  options: Readonly<Record<string, unknown>>,
): readonly Hop[] | undefined {
  const hops = routeOf(from, to)?.filter(({ onlyWith }) => onlyWith === undefined || options[onlyWith]);
  return hops?.length ? hops : undefined;
}

function covers(route: RouteRow, from: FormatName, to: FormatName): boolean {
  return route.from.includes(from) && route.to.includes(to) && (from !== to || route.toItself === true);
}

export interface ConversionPair {
  from: FormatName;
  to: FormatName;
  /** The option that the conversion requires. A conversion that requires one of several is listed once for each. */
  needs?: string;
}

/** All conversions, as listed by `GET /v1/conversions`. */
export function conversions(): ConversionPair[] {
  const pairs: ConversionPair[] = routes.flatMap((route) =>
    route.from.flatMap((from) =>
      route.to
        .filter((to) => covers(route, from, to))
        .flatMap((to) => neededFor(route.hops(to, from)).map((needed) => ({ from, to, ...needed }))),
    ),
  );
  const seen = new Map(pairs.map((pair) => [`${pair.from} ${pair.to} ${pair.needs}`, pair]));
  return [...seen.values()];
}

function neededFor(hops: readonly Hop[]): { needs?: string }[] {
  const options = hops.flatMap(({ onlyWith }) => (onlyWith === undefined ? [] : [{ needs: onlyWith }]));
  return options.length === hops.length ? options : [{}];
}

/** All target formats. */
export const targets: readonly FormatName[] = [...new Set(routes.flatMap(({ to }) => to))];
