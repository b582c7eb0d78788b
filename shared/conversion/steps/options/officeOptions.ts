import { z } from 'zod';
import { paperSizeOptions } from './pageOptions.ts';
import { pageRanges } from './pageRanges.ts';
import { pdfaOptions, pdfuaOptions } from './pdfaOptions.ts';
import { line } from './textLine.ts';

const flag = (description: string) => z.boolean().meta({ description }).optional();

/** Options of reading an office document. */
export const officeInputOptions = z.strictObject({
  password: line(255).meta({ description: 'The password that the document is encrypted with' }).optional(),
});

/** Options of LibreOffice's PDF export, with Gotenberg's names. */
export const officeOptions = z.strictObject({
  ...officeInputOptions.shape,
  landscape: flag('Landscape instead of portrait'),
  ...paperSizeOptions.shape,
  nativePageRanges: pageRanges.optional(),
  quality: z
    .int()
    .min(1)
    .max(100)
    .meta({ description: 'Quality of JPEG images, 1 to 100; 90 by default' })
    .optional(),
  losslessImageCompression: flag('Compresses images losslessly instead of as JPEG'),
  reduceImageResolution: flag('Reduces images to `maxImageResolution`'),
  maxImageResolution: z
    .literal([75, 150, 300, 600, 1200])
    .meta({ description: 'Dots per inch, with `reduceImageResolution`; 300 by default' })
    .optional(),
  exportBookmarks: flag('Exports headings as bookmarks; true by default'),
  exportBookmarksToPdfDestination: flag('Exports bookmarks of the document as named destinations'),
  exportPlaceholders: flag('Exports the visual marks of placeholder fields, without their function'),
  exportNotes: flag('Exports comments as annotations'),
  exportNotesPages: flag('Exports the notes pages of a presentation after its slides'),
  exportOnlyNotesPages: flag('Exports only the notes pages of a presentation'),
  exportNotesInMargin: flag('Not supported: `true` is refused. `exportNotes` shows comments'),
  convertOooTargetToPdfTarget: flag(
    'Changes links to OpenDocument files into links to PDFs of the same name',
  ),
  exportLinksRelativeFsys: flag('Exports links to files as relative links'),
  exportHiddenSlides: flag('Exports hidden slides of a presentation'),
  skipEmptyPages: flag('Omits blank pages of a text document that are inserted before a left or right page'),
  addOriginalDocumentAsStream: flag('Embeds the document as OpenDocument in the PDF'),
  singlePageSheets: flag('Exports each sheet of a spreadsheet as a single page'),
  ...pdfaOptions.shape,
  ...pdfuaOptions.shape,
});

/** Options of a conversion to PDF. */
export type OfficeOptions = z.output<typeof officeOptions>;
