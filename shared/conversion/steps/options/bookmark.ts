import { z } from 'zod';
import { line } from './textLine.ts';

/** An entry of a PDF's outline. */
export interface Bookmark {
  title: string;
  /** From 1. */
  page: number;
  children?: Bookmark[] | undefined;
}

/** How deep an outline may be: a schema that calls itself could be made to do so without end. */
const deepest = 8;

function bookmarkOf(levels: number): z.ZodType<Bookmark> {
  const entry = {
    title: line(1_000).describe('One line.'),
    page: z.int().min(1).max(100_000).describe('From 1.'),
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

/** A whole outline. */
export const outline = z.array(bookmarkOf(deepest)).max(2_000);
