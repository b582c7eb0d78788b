import { z } from 'zod';
import { background, quality, side } from './imageOptions.ts';

/** How a picture becomes another. */
export const pictureOptions = z.strictObject({
  width: side.optional().describe('Pixels; by default as it is, or as the height wants it.'),
  height: side.optional().describe('Pixels; by default as it is, or as the width wants it.'),
  fit: z
    .enum(['inside', 'contain', 'cover', 'fill', 'outside'])
    .optional()
    .describe(
      'With both sides: `inside`, by default: as large as fits, and no larger than it is; `contain`: on a background of that size; `cover`: cut; `fill`: stretched; `outside`: at least that size.',
    ),
  quality: quality.optional(),
  background: background.optional(),
  keepMetadata: z
    .boolean()
    .optional()
    .describe('EXIF, XMP and the colour profile stay; without it they go, and with them where it was taken.'),
});
export type PictureOptions = z.output<typeof pictureOptions>;
