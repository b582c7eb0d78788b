import { z } from 'zod';
import { regionId } from '../region.ts';

export const exportsQueue = 'exports';
export const exportsPoisonQueue = 'exports-poison';

/** Asks for what is due now, of one region or of all; or for one window again. Unknown fields are let through. */
export const exportMessageSchema = z.object({
  region: regionId.optional(),
  /** The start of a window, Unix seconds; only with a region. */
  window: z.int().min(0).optional(),
});
export type ExportMessage = z.output<typeof exportMessageSchema>;
