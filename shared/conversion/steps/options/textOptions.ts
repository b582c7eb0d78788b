import { z } from 'zod';
import { pageRanges } from './pageRanges.ts';

/** Options of extracting the text of a PDF. */
export const textOptions = z.strictObject({
  pages: pageRanges.optional().describe('The pages, such as 1-3,7 or 2-; all by default.'),
  separator: z.string().max(100).optional().describe('Text between pages; a form feed by default.'),
});
