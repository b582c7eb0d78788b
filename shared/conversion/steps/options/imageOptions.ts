import { z } from 'zod';

/** A colour, as `#rrggbb`. */
export const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'must be #rrggbb');

/** What is behind a picture. */
export const background = z
  .union([colour, z.literal('transparent')])
  .describe('`#rrggbb`, or `transparent`; white by default.');

/** Of JPEG, WebP and AVIF. */
export const quality = z.int().min(1).max(100).describe('Of JPEG, WebP and AVIF: 1 to 100; 85 by default.');

/** A side of a picture in pixels. */
export const side = z.int().min(1).max(16_383);
