import { z } from 'zod';
import { forEachFile } from './forEachFile.ts';
import { step } from './step.ts';

const options = z.strictObject({
  annotations: z
    .enum(['all', 'print', 'screen'])
    .optional()
    .describe(
      'Annotations that become part of the page: `all` (default), those for `print`, or those for `screen`.',
    ),
});
export type FlattenOptions = z.output<typeof options>;

export const flatten = step({
  type: 'flatten',
  summary: 'Makes annotations and form fields part of the page.',
  options,
  from: ['pdf'],
  to: 'same',
  run: forEachFile('flattenPdf'),
});
