import { z } from 'zod';
import { forEachFile } from './forEachFile.ts';
import { step } from './step.ts';

const options = z.strictObject({
  annotations: z
    .enum(['all', 'print', 'screen'])
    .optional()
    .describe('Which become part of the page: all, by default; those that are printed; those on a screen.'),
});
export type FlattenOptions = z.output<typeof options>;

/** Makes annotations and form fields part of the page. */
export const flatten = step({
  type: 'flatten',
  summary: 'Makes annotations and form fields part of the page.',
  options,
  from: ['pdf'],
  to: 'same',
  run: forEachFile('flattenPdf'),
});
