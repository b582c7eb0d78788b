import { z } from 'zod';
import { loadOptions } from './loadOptions.ts';

/** How a picture of a page is taken, in Gotenberg's words. */
export const screenshotOptions = z.strictObject({
  ...loadOptions.shape,
  width: z.int().min(1).max(16_383).optional().meta({ description: 'Pixels; 800 by default' }),
  height: z.int().min(1).max(16_383).optional().meta({ description: 'Pixels; 600 by default' }),
  clip: z
    .boolean()
    .optional()
    .meta({ description: 'Only what fits into width and height; else all that one would scroll to' }),
  format: z.enum(['png', 'jpeg', 'webp']).optional().meta({ description: '`png` by default' }),
  quality: z.int().min(0).max(100).optional().meta({ description: 'Of JPEG and WebP; 100 by default' }),
  omitBackground: z.boolean().optional().meta({ description: 'No white behind the page; PNG and WebP' }),
  optimizeForSpeed: z.boolean().optional().meta({ description: 'A larger PNG, made faster' }),
});
export type ScreenshotOptions = z.output<typeof screenshotOptions>;
