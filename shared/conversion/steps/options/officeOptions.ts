import { z } from 'zod';
import { pageRanges } from './pageRanges.ts';
import { pdfaOptions } from './pdfaOptions.ts';
import { line } from './textLine.ts';

const flag = (description: string) => z.boolean().meta({ description }).optional();

/** What LibreOffice is told of any document that it reads. */
export const officeInputOptions = z.strictObject({
  password: line(255).meta({ description: 'The password that the document is encrypted with' }).optional(),
});

/** What LibreOffice is told of a conversion to PDF, in Gotenberg's words. */
export const officeOptions = z.strictObject({
  ...officeInputOptions.shape,
  landscape: flag('Whether pages are wider than high'),
  nativePageRanges: pageRanges.optional(),
  quality: z
    .int()
    .min(1)
    .max(100)
    .meta({ description: 'Quality of JPEG pictures; 90 by default' })
    .optional(),
  losslessImageCompression: flag('Whether pictures are kept without loss, as PNG, and not as JPEG'),
  reduceImageResolution: flag('Whether pictures are brought down to `maxImageResolution`'),
  maxImageResolution: z
    .literal([75, 150, 300, 600, 1200])
    .meta({ description: 'In dots an inch; 300 by default' })
    .optional(),
  exportBookmarks: flag('Whether headings become bookmarks; by default they do'),
  exportBookmarksToPdfDestination: flag('Whether bookmarks of the document become named destinations'),
  exportPlaceholders: flag('Whether placeholders show, without effect'),
  exportNotes: flag('Whether comments become annotations'),
  exportNotesPages: flag('Whether the notes pages of a presentation follow its slides'),
  exportOnlyNotesPages: flag('Whether of a presentation only notes pages are exported'),
  exportNotesInMargin: flag('Whether comments are printed in the margin'),
  convertOooTargetToPdfTarget: flag('Whether links to OpenDocument files become links to PDFs of that name'),
  exportLinksRelativeFsys: flag('Whether links to files become relative'),
  exportHiddenSlides: flag('Whether hidden slides are exported'),
  skipEmptyPages: flag('Whether pages that are inserted to even out left and right are left out'),
  addOriginalDocumentAsStream: flag('Whether the document itself, as OpenDocument, is put into the PDF'),
  singlePageSheets: flag('Whether each sheet becomes one page'),
  ...pdfaOptions.shape,
  pdfua: flag('Whether the PDF can be read aloud: PDF/UA, ISO 14289'),
});

/** Options of a conversion to PDF. */
export type OfficeOptions = z.output<typeof officeOptions>;
