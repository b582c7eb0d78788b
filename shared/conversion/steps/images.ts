import { z } from 'zod';
import { standards } from '../standards.ts';
import { forEachFile } from './forEachFile.ts';
import { transparentJpeg } from './options/imageOptions.ts';
import { imagesOptions } from './options/imagesOptions.ts';
import { planned, step } from './step.ts';

const options = z.strictObject({
  format: z.enum(['png', 'jpeg', 'webp']).default('png').describe('Format of the images.'),
  ...imagesOptions.shape,
});
export type ImagesOptions = z.output<typeof options>;

const declaration = {
  type: 'images',
  summary: 'Renders each page of a PDF as an image.',
  options,
  from: ['pdf'],
  to: ['png', 'jpeg', 'webp'],
  keeps: () => standards,
} as const;

export const images = step({
  ...declaration,
  rules: { not: transparentJpeg },
  check: ({ format, background }) =>
    format === 'jpeg' && background === 'transparent' ? 'A JPEG cannot be transparent.' : undefined,
  plan: (shapes, { format }) => planned(declaration, shapes).map(() => ({ format, many: true })),
  run: forEachFile('renderPages'),
});
