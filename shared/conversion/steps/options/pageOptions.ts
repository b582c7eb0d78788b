import { z } from 'zod';
import { loadOptions } from './loadOptions.ts';
import { pageRanges } from './pageRanges.ts';

const length = z
  .union([
    z.number().min(0).max(200),
    z.string().regex(/^\d{1,5}(\.\d{1,4})?(in|pt|px|pc|cm|mm)?$/, 'must be inches, or a length such as 21cm'),
  ])
  .meta({ examples: ['21cm'] });
const template = z.string().min(1).max(500_000);

/** The paper that a page is printed on. */
export const paperOptions = z.strictObject({
  paperWidth: length.optional().meta({
    description: 'Inches, or a length with its unit; A4 by default, but for pictures and SVG their own',
  }),
  paperHeight: length.optional().meta({
    description: 'Inches, or a length with its unit; A4 by default, but for pictures and SVG their own',
  }),
  marginTop: length.optional().meta({ description: '1 cm by default; for Markdown 2 cm, for an SVG none' }),
  marginBottom: length
    .optional()
    .meta({ description: '1 cm by default; for Markdown 2 cm, for an SVG none' }),
  marginLeft: length
    .optional()
    .meta({ description: '1 cm by default; for Markdown 2.2 cm, for an SVG none' }),
  marginRight: length
    .optional()
    .meta({ description: '1 cm by default; for Markdown 2.2 cm, for an SVG none' }),
  landscape: z.boolean().optional().meta({ description: 'Landscape in place of portrait' }),
  singlePage: z.boolean().optional().meta({ description: 'One page as long as the content' }),
});
export type PaperOptions = z.output<typeof paperOptions>;

/** What Chromium is told of printing a page, in Gotenberg's words. */
export const pageOptions = z.strictObject({
  ...loadOptions.shape,
  ...paperOptions.shape,
  preferCssPageSize: z
    .boolean()
    .optional()
    .meta({ description: 'Paper as the page’s CSS says; the default where no paper is given' }),
  generateDocumentOutline: z.boolean().optional().meta({ description: 'Bookmarks from headings' }),
  generateTaggedPdf: z.boolean().optional().meta({ description: 'A tagged PDF; true by default' }),
  printBackground: z.boolean().optional().meta({ description: 'Background graphics; true by default' }),
  omitBackground: z.boolean().optional().meta({ description: 'No white behind the page' }),
  scale: z.number().min(0.1).max(2).optional().meta({ description: '1 by default' }),
  nativePageRanges: pageRanges.optional(),
  headerTemplate: template
    .optional()
    .meta({ description: 'HTML of each page’s header; or an input named `header.html`' }),
  footerTemplate: template
    .optional()
    .meta({ description: 'HTML of each page’s footer; or an input named `footer.html`' }),
});
export type PageOptions = z.output<typeof pageOptions>;
