import { z } from 'zod';
import { encoding } from './encoding.ts';

/** Options of reading a text file. */
export const textInputOptions = z.strictObject({ encoding: encoding.optional() });

/** Options of reading a CSV. */
export const tableInputOptions = z.strictObject({
  ...textInputOptions.shape,
  columns: z.enum(['text', 'guess']).optional().meta({
    description:
      'Cells of a CSV: `text` keeps what is written, and only plain numbers become numbers; `guess` also recognises dates, times and percentages; `text` by default',
  }),
});
