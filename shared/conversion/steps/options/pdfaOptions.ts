import { z } from 'zod';

/** Options of PDF/A, with Gotenberg's names. */
export const pdfaOptions = z.strictObject({
  pdfa: z
    .enum(['PDF/A-1b', 'PDF/A-2b', 'PDF/A-3b'])
    .meta({ description: 'Makes a PDF for archiving: PDF/A, ISO 19005' })
    .optional(),
});

/** Options of PDF/UA, with Gotenberg's names. */
export const pdfuaOptions = z.strictObject({
  pdfua: z.boolean().meta({ description: 'Makes an accessible PDF: PDF/UA, ISO 14289' }).optional(),
});
export type PdfaOptions = z.output<typeof pdfaOptions>;
