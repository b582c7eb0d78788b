import { z } from 'zod';
import { background, quality, side } from './imageOptions.ts';

/** Options of converting an image to another. */
export const pictureOptions = z.strictObject({
  width: side.optional().describe('Pixels; by default unchanged, or in proportion to the height.'),
  height: side.optional().describe('Pixels; by default unchanged, or in proportion to the width.'),
  fit: z
    .enum(['inside', 'contain', 'cover', 'fill', 'outside'])
    .optional()
    .describe(
      'How the image fits width and height. `inside` (default): as large as fits, never enlarged; `contain`: the same on a background of that size; `cover`: cropped to fill; `fill`: stretched; `outside`: at least that size.',
    ),
  quality: quality.optional(),
  background: background.optional(),
  keepMetadata: z
    .boolean()
    .optional()
    .describe(
      'Keeps EXIF, XMP and the colour profile. By default they are removed, with the location of a photograph.',
    ),
});
export type PictureOptions = z.output<typeof pictureOptions>;
