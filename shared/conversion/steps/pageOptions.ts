import { z } from 'zod';
import { pageRanges } from '../pageRanges.ts';

/** What Chromium is told of printing a page, in Gotenberg's words. */
export const pageOptions = z.strictObject({
  nativePageRanges: pageRanges.optional(),
});
