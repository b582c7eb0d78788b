import { z } from 'zod';
import { line } from './textLine.ts';

/** An entry of a PDF's outline. */
export interface Bookmark {
  title: string;
  /** Page number, from 1. */
  page: number;
  children?: Bookmark[] | undefined;
}

/** Nesting limit of an outline: a recursive schema could be made to recurse without end. */
const maximumLevels = 8;

function bookmarkOf(levels: number): z.ZodType<Bookmark> {
  const entry = {
    title: line(1_000).describe('Title on one line.'),
    page: z.int().min(1).max(100_000).describe('Page number, from 1.'),
  };
  if (levels === 1) return z.strictObject(entry) as z.ZodType<Bookmark>;
  return z.strictObject({
    ...entry,
    children: z
      .array(bookmarkOf(levels - 1))
      .max(2_000)
      .optional(),
  });
}

/** A PDF's outline. */
export const outline = z.array(bookmarkOf(maximumLevels)).max(2_000);
