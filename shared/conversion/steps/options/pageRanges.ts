import { z } from 'zod';

/** What of a list of ranges is there to be read: spaces after a comma. No engine need know of them. */
export const withoutSpaces = (ranges: string) => ranges.replace(/, +/g, ',');

/** Pages to keep, as Gotenberg writes them: `1-3,7` or `1-3, 7`. */
export const pageRanges = z
  .string()
  .max(200)
  .regex(/^\d{1,5}(-\d{1,5})?(, *\d{1,5}(-\d{1,5})?)*$/)
  .refine((ranges) => ranges.split(',').every(ascends), { error: 'Pages count from 1, and ranges upwards.' })
  .overwrite(withoutSpaces)
  .meta({ description: 'Pages, such as 1-3,7', examples: ['1-3,7'] });

function ascends(range: string): boolean {
  const [first = 0, last = first] = range.split('-').map(Number);
  return first >= 1 && last >= first;
}
