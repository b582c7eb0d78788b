import { z } from 'zod';
import { isRange } from '../../pageSelection.ts';

/** Removes spaces after commas, which are there for readability. */
export const withoutSpaces = (ranges: string) => ranges.replace(/, +/g, ',');

const page = 'r?\\d{1,5}';
const range = `(${page}(-(${page})?)?|-${page})`;

/** Without the order of pages, which a regular expression cannot check. */
export const pageRangesPattern = new RegExp(`^${range}(, *${range})*$`);

/** Page ranges in Gotenberg's notation, with open ranges (`2-`, `-3`) and with pages counted from the end (`r1`). */
export const pageRanges = z
  .string()
  .max(200)
  .regex(pageRangesPattern)
  .refine((ranges) => ranges.split(',').every(isRange), {
    error: 'Pages start at 1, or at r1 from the end, and ranges must ascend.',
  })
  .overwrite(withoutSpaces)
  .meta({
    description:
      'Pages, such as 1-3,7; the first page is 1, the last is r1, and ranges ascend. `2-` is page 2 to the last, `-3` is page 1 to 3',
    examples: ['1-3,7', '2-', 'r1'],
  });
