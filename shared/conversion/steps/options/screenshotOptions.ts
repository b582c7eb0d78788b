import { z } from 'zod';
import { loadOptions } from './loadOptions.ts';

/** Options of a screenshot, with Gotenberg's names. */
export const screenshotOptions = z.strictObject({
  ...loadOptions.shape,
  width: z.int().min(1).max(16_383).optional().meta({ description: 'Pixels; 800 by default' }),
  height: z.int().min(1).max(16_383).optional().meta({ description: 'Pixels; 600 by default' }),
  clip: z.boolean().optional().meta({
    description: 'Cuts the screenshot to width and height; without it the complete scrollable page is shown',
  }),
  selector: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .meta({
      description:
        'Shows only the first element that matches this CSS selector; without a match the job fails',
      examples: ['#chart'],
    }),
  deviceScaleFactor: z.number().min(0.5).max(4).optional().meta({
    description:
      'Pixels for each CSS pixel, 0.5 to 4; 1 by default. The picture has that many times the width and height',
  }),
  format: z.enum(['png', 'jpeg', 'webp']).optional().meta({ description: '`png` by default' }),
  quality: z
    .int()
    .min(0)
    .max(100)
    .optional()
    .meta({ description: 'Quality of JPEG and WebP; 100 by default' }),
  omitBackground: z
    .boolean()
    .optional()
    .meta({ description: 'Transparent background instead of white; for PNG and WebP' }),
  optimizeForSpeed: z.boolean().optional().meta({ description: 'Faster encoding, larger PNG' }),
});
export type ScreenshotOptions = z.output<typeof screenshotOptions>;
