import { z } from 'zod';
import { knownStandards } from '../standards.ts';
import { forEachFile } from './forEachFile.ts';
import { step } from './step.ts';

const options = z.strictObject({
  quality: z
    .enum(['lossless', 'high', 'medium', 'low'])
    .default('medium')
    .describe(
      'Image quality: `lossless` keeps images; `high`, `medium` and `low` reduce them to 300, 150 or 96 pixels per inch.',
    ),
  linearize: z
    .boolean()
    .default(false)
    .describe(
      'Optimises for fast web view: viewers show the first page before the rest has loaded. May add some bytes.',
    ),
});
export type CompressOptions = z.output<typeof options>;

export const compress = step({
  type: 'compress',
  summary: 'Reduces the size of a PDF; one that cannot be reduced is unchanged.',
  options,
  from: ['pdf'],
  to: 'same',
  keeps: () => knownStandards,
  run: forEachFile('compressPdf'),
});
