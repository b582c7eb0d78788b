import { z } from 'zod';
import { knownEncoding } from '../../inputs/textEncoding.ts';

/** The encoding of a text, an HTML page or a CSV: a name of the Encoding Standard. */
export const encoding = z
  .string()
  .max(40)
  .refine(
    (name) => knownEncoding(name) !== undefined,
    'must name an encoding, such as utf-8, windows-1251, shift_jis, gbk or koi8-r',
  )
  .meta({
    description:
      'Encoding of a text file (TXT, CSV, Markdown, HTML), such as `windows-1251`; detected by default',
    examples: ['windows-1251'],
  });
