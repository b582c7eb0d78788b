import { z } from 'zod';
import { standards } from '../standards.ts';
import { forEachFile } from './forEachFile.ts';
import { background, quality, side, transparentJpeg } from './options/imageOptions.ts';
import { planned, step } from './step.ts';

const options = z.strictObject({
  width: side.default(256).describe('Pixels.'),
  height: side.default(256).describe('Pixels.'),
  fit: z
    .enum(['inside', 'contain', 'cover'])
    .default('inside')
    .describe(
      '`inside`: as large as fits; `contain`: the same on a background of that size; `cover`: cropped to fill.',
    ),
  format: z.enum(['png', 'jpeg', 'webp']).default('png').describe('Format of the thumbnail.'),
  page: z.int().min(1).max(100_000).default(1).describe('Page of a PDF, from 1.'),
  quality: quality.optional(),
  background: background.optional(),
});
export type ThumbnailOptions = z.output<typeof options>;

const declaration = {
  type: 'thumbnail',
  summary: 'Makes a thumbnail of a PDF page or an image.',
  options,
  from: ['pdf', 'png', 'jpeg', 'webp', 'gif', 'tiff', 'avif', 'bmp'],
  to: ['png', 'jpeg', 'webp'],
  keeps: () => standards,
} as const;

export const thumbnail = step({
  ...declaration,
  rules: { not: transparentJpeg },
  check: ({ format, background }) =>
    format === 'jpeg' && background === 'transparent' ? 'A JPEG cannot be transparent.' : undefined,
  plan: (shapes, { format }) =>
    planned(declaration, shapes).map(({ stem, many }) => ({ format, stem, many })),
  run: forEachFile('thumbnail'),
});
