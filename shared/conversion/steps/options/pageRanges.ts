import { z } from 'zod';

/** Removes spaces after commas, which are there for readability; engines get ranges without them. */
export const withoutSpaces = (ranges: string) => ranges.replace(/, +/g, ',');

/** Without the order of pages, which a regular expression cannot check. */
export const pageRangesPattern = /^\d{1,5}(-\d{1,5})?(, *\d{1,5}(-\d{1,5})?)*$/;

/** Page ranges in Gotenberg's notation: `1-3,7` or `1-3, 7`. */
export const pageRanges = z
  .string()
  .max(200)
  .regex(pageRangesPattern)
  .refine((ranges) => ranges.split(',').every(ascends), {
    error: 'Pages start at 1, and ranges must ascend.',
  })
  .overwrite(withoutSpaces)
  .meta({ description: 'Pages, such as 1-3,7; the first page is 1, and ranges ascend', examples: ['1-3,7'] });

function ascends(range: string): boolean {
  const [first = 0, last = first] = range.split('-').map(Number);
  return first >= 1 && last >= first;
}
