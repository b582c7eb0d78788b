import { z } from 'zod';
import { madeFrom } from '../fileNames.ts';
import { formatOfName } from '../formats/formats.ts';
import { forEachFile, runInToolbox } from './forEachFile.ts';
import { colour } from './options/imageOptions.ts';
import { pageRanges } from './options/pageRanges.ts';
import { knownPlaceholders, placeholdersIn, unknownPlaceholder } from './options/placeholders.ts';
import { line } from './options/textLine.ts';
import { step } from './step.ts';

const options = z.strictObject({
  text: z
    .string()
    .min(1)
    .max(500)
    .refine((text) => /[^\s\p{C}]/u.test(text), 'has no visible characters')
    .refine((text) => unknownPlaceholder(text) === undefined, {
      error: ({ input }) => unknownPlaceholder(String(input)) ?? 'has an unknown placeholder',
    })
    .meta({ pattern: knownPlaceholders })
    .optional()
    .describe(
      'One or more lines of text, with at least one visible character. `{page}`, `{pages}` and `{date}` stand for the page, the number of pages and the day; `{number}` is a number that continues from file to file.',
    ),
  number: z
    .strictObject({
      start: z.int().min(0).max(999_999_999).default(1).describe('The number of the first page.'),
      digits: z.int().min(1).max(12).default(6).describe('Shorter numbers have leading zeros.'),
    })
    .optional()
    .describe('The numbering of `{number}` in the text; {"start":1,"digits":6} by default.'),
  image: line(255).optional().describe('Name of an input image.'),
  pdf: line(255).optional().describe('Name of an input PDF, whose first page is used.'),
  layer: z.enum(['over', 'under']).default('over').describe('Over or under the content of the page.'),
  position: z
    .enum([
      'center',
      'top',
      'bottom',
      'left',
      'right',
      'topLeft',
      'topRight',
      'bottomLeft',
      'bottomRight',
      'tiled',
    ])
    .default('center')
    .describe('Position on the page; `tiled` covers the page with copies.'),
  margin: z
    .number()
    .min(0)
    .max(1_000)
    .default(36)
    .describe('Distance from the edges in points; with `tiled` between copies.'),
  rotation: z.number().min(-360).max(360).default(0).describe('Degrees counter-clockwise.'),
  opacity: z.number().min(0.01).max(1).optional().describe('Opacity; 0.3 by default for text, otherwise 1.'),
  fontSize: z.number().min(4).max(1_000).optional().describe('Font size in points; 48 by default.'),
  font: z
    .enum(['Noto Sans', 'Noto Sans Bold', 'Gelasio', 'Gelasio Bold', 'Gelasio Italic', 'Gelasio Bold Italic'])
    .optional()
    .describe(
      'Font of the text, Noto Sans by default. Characters that it lacks are drawn in another font; if a font is named, a warning lists them.',
    ),
  color: colour.optional().describe('Colour of the text, `#rrggbb`; black by default.'),
  width: z
    .number()
    .min(1)
    .max(14_400)
    .optional()
    .describe('Width of the image or PDF in points; by default its own width, at most that of the page.'),
  pages: pageRanges.optional().describe('The pages, such as 1-3,7 or 2-; all by default.'),
});
export type WatermarkOptions = z.output<typeof options>;

const kinds = ['text', 'image', 'pdf'] as const;
const families = { image: 'an image', pdf: 'a PDF' } as const;

const isNumbered = ({ text = '' }: WatermarkOptions) => placeholdersIn(text).includes('number');
const watermarkEach = forEachFile<WatermarkOptions>('watermarkPdf');

export const watermark = step({
  type: 'watermark',
  summary: 'Puts text, an image or a page of another PDF over or under pages.',
  options,
  from: ['pdf'],
  to: 'same',
  resources: ({ image, pdf }) => [image, pdf].filter((name) => name !== undefined),
  rules: {
    oneOf: kinds.map((kind) => ({ required: [kind] })),
    dependentRequired: { font: ['text'], fontSize: ['text'], color: ['text'], number: ['text'] },
    dependentSchemas: { width: { not: { required: ['text'] } } },
  },
  check: (given) => {
    if (kinds.filter((kind) => given[kind] !== undefined).length !== 1)
      return 'Exactly one of `text`, `image` and `pdf` is required.';
    for (const kind of ['image', 'pdf'] as const)
      if (given[kind] !== undefined && formatOfName(given[kind])?.family !== kind)
        return `\`${kind}\` names “${given[kind]}”, which is not ${families[kind]}.`;
    if (given.number && !isNumbered(given)) return '`number` needs a `text` with {number}.';
    if (given.text === undefined)
      return [given.font, given.fontSize, given.color].some((each) => each !== undefined)
        ? '`font`, `fontSize` and `color` need `text`.'
        : undefined;
    return given.width === undefined ? undefined : '`width` needs `image` or `pdf`.';
  },
  run: async (files, given, context) => {
    if (!isNumbered(given)) return watermarkEach(files, given, context);
    const made = await runInToolbox('watermarkPdf', files, given, context);
    return files.flatMap((file, index) => madeFrom(file, made.slice(index, index + 1)));
  },
});
