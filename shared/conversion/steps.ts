import { z } from 'zod';

/** Pages to keep, as Gotenberg writes them: `1-3,7`. */
const pageRanges = z
  .string()
  .max(200)
  .regex(/^\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?)*$/)
  .refine((ranges) => ranges.split(',').every(ascends), { error: 'Pages count from 1, and ranges upwards.' })
  .meta({ description: 'Pages to keep, such as 1-3,7', examples: ['1-3,7'] });

function ascends(range: string): boolean {
  const [first = 0, last = first] = range.split('-').map(Number);
  return first >= 1 && last >= first;
}

const convertStep = z
  .strictObject({
    type: z.literal('convert'),
    to: z.enum(['pdf']).meta({ description: 'The format to convert to' }),
    nativePageRanges: pageRanges.optional(),
  })
  .meta({ id: 'ConvertStep' });

/** What a job does with its files, step after step. */
export const stepsSchema = z
  .array(z.discriminatedUnion('type', [convertStep]))
  .min(1)
  .max(16);

/** One step. */
export type Step = z.infer<typeof stepsSchema>[number];
