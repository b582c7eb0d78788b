import { z } from 'zod';
import { forEachFile } from './forEachFile.ts';
import { step } from './step.ts';

const options = z.strictObject({
  quality: z
    .enum(['lossless', 'high', 'medium', 'low'])
    .default('medium')
    .describe('What pictures lose: nothing; what 300, 150 or 96 pixels an inch of the page don’t show.'),
  linearize: z
    .boolean()
    .default(false)
    .describe(
      'Its first page can be shown before the rest has come; this may take some bytes more than it had.',
    ),
});
export type CompressOptions = z.output<typeof options>;

/** Makes a PDF smaller. */
export const compress = step({
  type: 'compress',
  summary: 'Makes a PDF smaller; one that cannot be stays as it is.',
  options,
  from: ['pdf'],
  to: 'same',
  keepsPdfA: true,
  run: forEachFile('compressPdf'),
});
