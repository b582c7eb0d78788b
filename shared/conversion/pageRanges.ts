import { z } from 'zod';

/** Pages to keep, as Gotenberg writes them: `1-3,7`. */
export const pageRanges = z
  .string()
  .max(200)
  .regex(/^\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?)*$/)
  .refine((ranges) => ranges.split(',').every(ascends), { error: 'Pages count from 1, and ranges upwards.' })
  .meta({ description: 'Pages, such as 1-3,7', examples: ['1-3,7'] });

function ascends(range: string): boolean {
  const [first = 0, last = first] = range.split('-').map(Number);
  return first >= 1 && last >= first;
}
