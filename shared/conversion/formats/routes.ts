import type { EngineKind } from '../engines/engine.ts';
import type { FormatName } from './formats.ts';

/** One way through an engine. */
export interface Hop {
  engine: EngineKind;
  operation: string;
  to: FormatName;
  /** The option that asks for it; without that it is left out. */
  onlyWith?: string;
}

/** Conversions that go the same way. */
interface Routes {
  from: readonly FormatName[];
  to: readonly FormatName[];
  hops: (to: FormatName) => readonly Hop[];
  /** Whether a format is converted to itself too: to another size or quality. */
  toItself?: true;
}

const text = ['docx', 'doc', 'odt', 'fodt', 'rtf', 'txt'] as const;
const spreadsheet = ['xlsx', 'xls', 'ods', 'csv'] as const;
const presentation = ['pptx', 'ppsx', 'ppt', 'odp'] as const;
const office = [...text, ...spreadsheet, ...presentation];
const images = ['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'] as const;
const pictures = ['png', 'jpeg', 'webp'] as const;
const pages = ['html', 'svg', 'zip'] as const;

const libreoffice = (to: FormatName): Hop => ({ engine: 'libreoffice', operation: 'convert', to });
const chromium = (operation: string, to: FormatName): Hop => ({ engine: 'chromium', operation, to });
const toolbox = (operation: string, to: FormatName): Hop => ({ engine: 'toolbox', operation, to });
const markdown: Hop = { engine: 'toolbox', operation: 'markdown', to: 'html' };
const archive: Hop = { engine: 'toolbox', operation: 'toPdfA', to: 'pdf', onlyWith: 'pdfa' };

/** Every conversion there is, by the way it goes; the first that fits counts. */
const routes: readonly Routes[] = [
  { from: office, to: ['pdf'], hops: (to) => [libreoffice(to), archive] },
  { from: pages, to: ['pdf'], hops: (to) => [chromium('pdf', to), archive] },
  { from: ['md'], to: ['html'], hops: () => [markdown] },
  { from: ['md'], to: ['pdf'], hops: (to) => [markdown, chromium('pdf', to), archive] },
  { from: ['pdf'], to: pictures, hops: (to) => [toolbox('renderPages', to)] },
  { from: ['pdf'], to: ['txt'], hops: (to) => [toolbox('extractText', to)] },
  { from: images, to: images, hops: (to) => [toolbox('convertImage', to)], toItself: true },
  { from: images, to: ['pdf'], hops: (to) => [toolbox('imageToPdf', to), archive] },
  { from: ['pdf'], to: ['pdf'], hops: () => [archive], toItself: true },
  { from: office, to: pictures, hops: (to) => [libreoffice('pdf'), toolbox('renderPages', to)] },
  { from: ['docx'], to: ['html'], hops: () => [toolbox('docxToHtml', 'html')] },
  { from: text, to: ['html'], hops: () => [libreoffice('docx'), toolbox('docxToHtml', 'html')] },
  { from: text, to: text, hops: (to) => [libreoffice(to)] },
  { from: spreadsheet, to: ['html'], hops: (to) => [libreoffice(to), toolbox('sanitiseHtml', to)] },
  { from: spreadsheet, to: spreadsheet, hops: (to) => [libreoffice(to)] },
  { from: presentation, to: ['html'], hops: (to) => [libreoffice('pdf'), toolbox('slidesToHtml', to)] },
  { from: presentation, to: ['pptx', 'ppt', 'odp'], hops: (to) => [libreoffice(to)] },
  {
    from: [...spreadsheet, ...presentation],
    to: ['txt'],
    hops: (to) => [libreoffice('pdf'), toolbox('extractText', to)],
  },
];

/** The way from a format to another with all that options may add to it, or undefined where there is none. */
export function routeOf(from: FormatName, to: FormatName): readonly Hop[] | undefined {
  return routes.find((each) => goes(each, from, to))?.hops(to);
}

/** The way that the options given ask for, or undefined where there is none: with none of them a PDF is one already. */
export function requestedRoute(
  from: FormatName,
  to: FormatName,
  options: object,
): readonly Hop[] | undefined {
  const hops = routeOf(from, to)?.filter(({ onlyWith }) => onlyWith === undefined || onlyWith in options);
  return hops?.length ? hops : undefined;
}

function goes(route: Routes, from: FormatName, to: FormatName): boolean {
  return route.from.includes(from) && route.to.includes(to) && (from !== to || route.toItself === true);
}

/** One conversion that exists. */
export interface ConversionPair {
  from: FormatName;
  to: FormatName;
  /** The option without which there is no such conversion. */
  needs?: string;
}

/** Every conversion there is: what a caller is told who asks for another. */
export function conversions(): ConversionPair[] {
  const pairs = routes.flatMap((route) =>
    route.from.flatMap((from) =>
      route.to
        .filter((to) => goes(route, from, to))
        .map((to) => ({ from, to, ...neededFor(route.hops(to)) })),
    ),
  );
  const seen = new Map(pairs.map((pair) => [`${pair.from} ${pair.to}`, pair]));
  return [...seen.values()];
}

function neededFor([first]: readonly Hop[]): { needs?: string } {
  return first?.onlyWith === undefined ? {} : { needs: first.onlyWith };
}

/** Every format that something is converted to. */
export const targets: readonly FormatName[] = [...new Set(routes.flatMap(({ to }) => to))];
