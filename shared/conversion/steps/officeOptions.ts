import { z } from 'zod';
import { pageRanges } from '../pageRanges.ts';

/** What LibreOffice is told of a conversion, in Gotenberg's words. */
export const officeOptions = z.strictObject({
  nativePageRanges: pageRanges.optional(),
});
