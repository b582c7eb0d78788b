import { z } from 'zod';
import { standards } from '../standards.ts';
import { forEachFile } from './forEachFile.ts';
import { pageRanges } from './options/pageRanges.ts';
import { step } from './step.ts';

const options = z.strictObject({
  angle: z
    .union([z.literal(90), z.literal(180), z.literal(270)])
    .describe('Degrees clockwise, relative to the current rotation of each page.'),
  pages: pageRanges.optional().describe('The pages to rotate, such as 1-3,7 or 2-; all by default.'),
});
export type RotateOptions = z.output<typeof options>;

export const rotate = step({
  type: 'rotate',
  summary: 'Rotates pages of a PDF.',
  options,
  from: ['pdf'],
  to: 'same',
  keeps: () => standards,
  run: forEachFile('rotatePdf'),
});
