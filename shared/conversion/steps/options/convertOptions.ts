import { z } from 'zod';
import { type FormatName, formatList } from '../../formats/formats.ts';
import { type Hop, routeOf, targets } from '../../formats/routes.ts';
import { quality } from './imageOptions.ts';
import { imagesOptions } from './imagesOptions.ts';
import { officeInputOptions, officeOptions } from './officeOptions.ts';
import { pageOptions, paperOptions } from './pageOptions.ts';
import { pdfaOptions, pdfuaOptions } from './pdfaOptions.ts';
import { pictureOptions } from './pictureOptions.ts';
import { tableInputOptions, textInputOptions } from './textInputOptions.ts';
import { textOptions } from './textOptions.ts';

/** Options of each hop. Keys are engine and operation, for some with the format that the hop makes. */
const hopOptions: Readonly<Record<string, z.ZodObject>> = {
  'libreoffice/convert': officeInputOptions,
  'libreoffice/convert/pdf': officeOptions,
  'toolbox/docxToHtml': officeInputOptions,
  'chromium/pdf': pageOptions,
  'toolbox/markdown': paperOptions,
  'toolbox/renderPages': imagesOptions,
  'toolbox/extractText': textOptions,
  'toolbox/convertImage': pictureOptions,
  'toolbox/toPdfA': pdfaOptions,
  'toolbox/toPdfUa': pdfuaOptions,
  'toolbox/taggedToPdfUa': pdfuaOptions,
  'toolbox/imageToPdf': paperOptions.omit({ singlePage: true }),
};

/** Options of the first hop by the format of the input. */
const inputOptions: Readonly<Partial<Record<FormatName, z.ZodObject>>> = {
  txt: textInputOptions,
  csv: tableInputOptions,
  tsv: tableInputOptions,
  md: textInputOptions,
};

/** Options that change only what a PDF has besides its pages, and so no pictures of it. */
const pdfOnly: readonly string[] = [
  'pdfa',
  'pdfua',
  'exportBookmarks',
  'exportBookmarksToPdfDestination',
  'convertOooTargetToPdfTarget',
  'exportLinksRelativeFsys',
  'addOriginalDocumentAsStream',
];

/** Options of the first hop that have no effect on a format. */
const unusedOptions: Readonly<Partial<Record<FormatName, readonly string[]>>> = {
  // A page of a presentation or drawing has the size of its content.
  ...Object.fromEntries(
    formatList.flatMap(({ name, family }) =>
      family === 'presentation' ? [[name, ['paperWidth', 'paperHeight']]] : [],
    ),
  ),
  odg: ['landscape', 'singlePageSheets', 'password', 'paperWidth', 'paperHeight'],
};

/** The options of all conversions. `optionsFor` tells which of them apply. */
export const convertOptions = z.strictObject({
  to: z.enum(targets).meta({ description: 'The target format' }),
  ...imagesOptions.shape,
  ...textOptions.shape,
  ...pictureOptions.shape,
  ...officeOptions.shape,
  ...pageOptions.shape,
  ...tableInputOptions.shape,
  // Options that several hops share: the description covers all of them.
  quality: quality
    .optional()
    .describe(
      '1 to 100. For JPEG, WebP and AVIF 85 by default; for JPEG images in the PDF of an office document 90.',
    ),
  landscape: z
    .boolean()
    .optional()
    .describe('Landscape instead of portrait; by default as in the office document, otherwise portrait.'),
});
export type ConvertOptions = z.output<typeof convertOptions>;

/** The options that apply to a conversion. */
export function conversionOptions(from: FormatName, to: FormatName): string[] {
  return [...new Set((routeOf(from, to) ?? []).flatMap((hop) => Object.keys(optionsFor(hop, to))))].sort();
}

/**
 * The options of a hop.
 * @param result target of the complete conversion: an intermediate PDF does not have to be PDF/A or PDF/UA
 */
export function optionsFor({ engine, operation, from, to }: Hop, result: FormatName): z.ZodRawShape {
  const key = `${engine}/${operation}`;
  const known: z.ZodRawShape = {
    ...(hopOptions[`${key}/${to}`] ?? hopOptions[key])?.shape,
    ...(from && inputOptions[from]?.shape),
  };
  const unused = [...(result === 'pdf' ? [] : pdfOnly), ...(from ? (unusedOptions[from] ?? []) : [])];
  return Object.fromEntries(Object.entries(known).filter(([name]) => !unused.includes(name)));
}

/** The options of the step that apply to a hop. */
export function applicableOptions(hop: Hop, given: ConvertOptions): Record<string, unknown> {
  const known = optionsFor(hop, given.to);
  return Object.fromEntries(Object.entries(given).filter(([name]) => name !== 'password' && name in known));
}
