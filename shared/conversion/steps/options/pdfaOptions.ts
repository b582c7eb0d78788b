import { z } from 'zod';

/** What is told of a PDF for archives, in Gotenberg's words. */
export const pdfaOptions = z.strictObject({
  pdfa: z
    .enum(['PDF/A-1b', 'PDF/A-2b', 'PDF/A-3b'])
    .meta({ description: 'For archives: ISO 19005' })
    .optional(),
});
export type PdfaOptions = z.output<typeof pdfaOptions>;
