import { z } from 'zod';
import { forEachFile } from './forEachFile.ts';
import { imagesOptions } from './options/imagesOptions.ts';
import { planned, step } from './step.ts';

const options = z.strictObject({
  format: z.enum(['png', 'jpeg', 'webp']).default('png').describe('What the pictures are.'),
  ...imagesOptions.shape,
});
export type ImagesOptions = z.output<typeof options>;

const declaration = {
  type: 'images',
  summary: 'Makes a picture of each page of a PDF.',
  options,
  from: ['pdf'],
  to: ['png', 'jpeg', 'webp'],
  keepsPdfA: true,
} as const;

/** Makes a picture of each page of a PDF. */
export const images = step({
  ...declaration,
  check: ({ format, background }) =>
    format === 'jpeg' && background === 'transparent' ? 'A JPEG has a background.' : undefined,
  plan: (shapes, { format }) => planned(declaration, shapes).map(() => ({ format, many: true })),
  run: forEachFile('renderPages'),
});
