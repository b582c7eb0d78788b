import { z } from 'zod';

/** A colour, as `#rrggbb`. */
export const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'must be #rrggbb');

/** The background of an image. */
export const background = z
  .union([colour, z.literal('transparent')])
  .describe('Background colour `#rrggbb`, or `transparent`; white by default.');

/** A combination that no step accepts, in JSON Schema: JPEG has no transparency. */
export const transparentJpeg = {
  properties: { format: { const: 'jpeg' }, background: { const: 'transparent' } },
  required: ['format', 'background'],
};

export const quality = z
  .int()
  .min(1)
  .max(100)
  .describe('Quality of JPEG, WebP and AVIF, 1 to 100; 85 by default.');

/** Width or height of an image in pixels. */
export const side = z.int().min(1).max(16_383);
