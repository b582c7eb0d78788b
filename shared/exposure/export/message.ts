import { z } from 'zod';
import { regionId } from '../region.ts';

export const exportsQueue = 'exports';
export const exportsPoisonQueue = 'exports-poison';

/** Requests an export of all due windows (of one region or all), or of one window. Unknown fields are ignored. */
export const exportMessageSchema = z.object({
  region: regionId.optional(),
  /** The start of a window, Unix seconds; only with a region. */
  window: z.int().min(0).optional(),
  /** Whether to export windows that have not settled: only in a region for trials. */
  open: z.boolean().optional(),
});
export type ExportMessage = z.output<typeof exportMessageSchema>;
