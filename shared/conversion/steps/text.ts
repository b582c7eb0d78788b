import type { z } from 'zod';
import { forEachFile } from './forEachFile.ts';
import { textOptions } from './options/textOptions.ts';
import { step } from './step.ts';

export type TextOptions = z.output<typeof textOptions>;

/** Reads the text of a PDF. */
export const text = step({
  type: 'text',
  summary: 'Reads the text of a PDF.',
  options: textOptions,
  from: ['pdf'],
  to: ['txt'],
  keepsPdfA: true,
  run: forEachFile('extractText'),
});
