import { z } from 'zod';
import { loadOptions } from './loadOptions.ts';
import { pageRanges } from './pageRanges.ts';

const length = z
  .union([
    z.number().min(0).max(200),
    z
      .string()
      .regex(
        /^\d{1,5}(\.\d{1,4})?(in|pt|px|pc|cm|mm)?$/,
        'must be a number of inches or a length such as 21cm',
      ),
  ])
  .meta({ examples: ['21cm'] });
const template = z.string().min(1).max(500_000);

const side = length.optional().meta({
  description:
    '0.5 to 200 inches, as a number or a length with a unit; by default as in the document, and if it names no paper, A4; for images and SVG their own size',
});

/** The size of the paper. */
export const paperSizeOptions = z.strictObject({ paperWidth: side, paperHeight: side });

/** Options of the paper that a page is printed on. */
export const paperOptions = z.strictObject({
  ...paperSizeOptions.shape,
  marginTop: length.optional().meta({ description: '1 cm by default; for Markdown 2 cm, for an SVG 0' }),
  marginBottom: length.optional().meta({ description: '1 cm by default; for Markdown 2 cm, for an SVG 0' }),
  marginLeft: length.optional().meta({ description: '1 cm by default; for Markdown 2.2 cm, for an SVG 0' }),
  marginRight: length.optional().meta({ description: '1 cm by default; for Markdown 2.2 cm, for an SVG 0' }),
  landscape: z.boolean().optional().meta({ description: 'Landscape instead of portrait' }),
  singlePage: z.boolean().optional().meta({ description: 'A single page that fits all content' }),
});
export type PaperOptions = z.output<typeof paperOptions>;

/** Options of printing a page, with Gotenberg's names. */
export const pageOptions = z.strictObject({
  ...loadOptions.shape,
  ...paperOptions.shape,
  preferCssPageSize: z
    .boolean()
    .optional()
    .meta({ description: 'Paper size of the page’s CSS (`@page`); the default without paper options' }),
  generateDocumentOutline: z.boolean().optional().meta({ description: 'Bookmarks from headings' }),
  generateTaggedPdf: z.boolean().optional().meta({ description: 'A tagged PDF; true by default' }),
  printBackground: z.boolean().optional().meta({ description: 'Background graphics; true by default' }),
  omitBackground: z.boolean().optional().meta({ description: 'Omits the default white background' }),
  scale: z.number().min(0.1).max(2).optional().meta({ description: 'Scale factor, 0.1 to 2; 1 by default' }),
  nativePageRanges: pageRanges.optional(),
  headerTemplate: template
    .optional()
    .meta({ description: 'HTML of the header of each page; alternatively an input named `header.html`' }),
  footerTemplate: template
    .optional()
    .meta({ description: 'HTML of the footer of each page; alternatively an input named `footer.html`' }),
});
export type PageOptions = z.output<typeof pageOptions>;
