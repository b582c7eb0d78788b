import { line } from './textLine.ts';

/** A password of a PDF: only the first 127 bytes count (ISO 32000-2, 7.6.4.3). */
export const password = line(127).refine(
  (text) => Buffer.byteLength(text) <= 127,
  'must have at most 127 bytes',
);
