import { z } from 'zod';
import { isTooDeep } from './dataLevels.ts';
import { line } from './textLine.ts';

/** An entry of a PDF's outline. */
export interface Bookmark {
  title: string;
  /** Page number, from 1. */
  page: number;
  children?: Bookmark[] | undefined;
}

const maximumLevels = 8;

const bookmark: z.ZodType<Bookmark> = z
  .strictObject({
    title: line(1_000).describe('Title on one line.'),
    page: z.int().min(1).max(100_000).describe('Page number, from 1.'),
    get children() {
      return z.array(bookmark).max(2_000).optional();
    },
  })
  .meta({ id: 'Bookmark' });

/** A PDF's outline. Its levels are limited before it is parsed: a recursive schema could exhaust the stack. */
export const outline = z.preprocess((value, { issues }) => {
  // A level of bookmarks is a list and its entries.
  if (isTooDeep(value, 2 * maximumLevels))
    issues.push({ code: 'custom', input: value, message: `must have at most ${maximumLevels} levels` });
  return value;
}, z.array(bookmark).max(2_000));
