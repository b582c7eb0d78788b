import { z } from 'zod';
import { background, quality } from './imageOptions.ts';
import { pageRanges } from './pageRanges.ts';

/** Options of rendering PDF pages as images. */
export const imagesOptions = z.strictObject({
  dpi: z.int().min(18).max(1_200).optional().describe('Pixels per inch; 150 by default.'),
  pages: pageRanges.optional().describe('The pages, such as 1-3,7 or 2-; all by default.'),
  quality: quality.optional(),
  background: background.optional(),
});
