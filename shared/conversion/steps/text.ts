import type { z } from 'zod';
import { standards } from '../standards.ts';
import { forEachFile } from './forEachFile.ts';
import { textOptions } from './options/textOptions.ts';
import { step } from './step.ts';

export type TextOptions = z.output<typeof textOptions>;

export const text = step({
  type: 'text',
  summary: 'Extracts the text of a PDF.',
  options: textOptions,
  from: ['pdf'],
  to: ['txt'],
  keeps: () => standards,
  run: forEachFile('extractText'),
});
