import { z } from 'zod';
import { formatOfName } from '../formats/formats.ts';
import { forEachFile } from './forEachFile.ts';
import { colour } from './options/imageOptions.ts';
import { pageRanges } from './options/pageRanges.ts';
import { line } from './options/textLine.ts';
import { step } from './step.ts';

const options = z.strictObject({
  text: z
    .string()
    .min(1)
    .max(500)
    .refine((text) => /[^\s\p{C}]/u.test(text), 'has no visible characters')
    .optional()
    .describe('One or more lines of text, with at least one visible character.'),
  image: line(255).optional().describe('Name of an input image.'),
  pdf: line(255).optional().describe('Name of an input PDF, whose first page is used.'),
  layer: z.enum(['over', 'under']).default('over').describe('Over or under the content of the page.'),
  position: z
    .enum(['center', 'top', 'bottom', 'left', 'right', 'topLeft', 'topRight', 'bottomLeft', 'bottomRight'])
    .default('center')
    .describe('Position on the page.'),
  margin: z.number().min(0).max(1_000).default(36).describe('Distance from the edges in points.'),
  rotation: z.number().min(-360).max(360).default(0).describe('Degrees counter-clockwise.'),
  opacity: z.number().min(0.01).max(1).optional().describe('Opacity; 0.3 by default for text, otherwise 1.'),
  fontSize: z.number().min(4).max(1_000).optional().describe('Font size in points; 48 by default.'),
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

export const watermark = step({
  type: 'watermark',
  summary: 'Puts text, an image or a page of another PDF over or under pages.',
  options,
  from: ['pdf'],
  to: 'same',
  resources: ({ image, pdf }) => [image, pdf].filter((name) => name !== undefined),
  rules: {
    oneOf: kinds.map((kind) => ({ required: [kind] })),
    dependentRequired: { fontSize: ['text'], color: ['text'] },
    dependentSchemas: { width: { not: { required: ['text'] } } },
  },
  check: (given) => {
    if (kinds.filter((kind) => given[kind] !== undefined).length !== 1)
      return 'Exactly one of `text`, `image` and `pdf` is required.';
    for (const kind of ['image', 'pdf'] as const)
      if (given[kind] !== undefined && formatOfName(given[kind])?.family !== kind)
        return `\`${kind}\` names “${given[kind]}”, which is not ${families[kind]}.`;
    if (given.text === undefined)
      return given.fontSize !== undefined || given.color !== undefined
        ? '`fontSize` and `color` need `text`.'
        : undefined;
    return given.width === undefined ? undefined : '`width` needs `image` or `pdf`.';
  },
  run: forEachFile('watermarkPdf'),
});
