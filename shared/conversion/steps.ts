import { z } from 'zod';
import { attach } from './steps/attach.ts';
import { bookmarks } from './steps/bookmarks.ts';
import { compress } from './steps/compress.ts';
import { convert } from './steps/convert.ts';
import { decrypt } from './steps/decrypt.ts';
import { encrypt } from './steps/encrypt.ts';
import { flatten } from './steps/flatten.ts';
import { form } from './steps/form.ts';
import { images } from './steps/images.ts';
import { merge } from './steps/merge.ts';
import { metadata } from './steps/metadata.ts';
import { render } from './steps/render.ts';
import { rotate } from './steps/rotate.ts';
import { screenshot } from './steps/screenshot.ts';
import { split } from './steps/split.ts';
import { text } from './steps/text.ts';
import { thumbnail } from './steps/thumbnail.ts';
import { watermark } from './steps/watermark.ts';

/** The schema of one step. */
const stepSchema = z.discriminatedUnion('type', [
  attach.schema,
  bookmarks.schema,
  compress.schema,
  convert.schema,
  decrypt.schema,
  encrypt.schema,
  flatten.schema,
  form.schema,
  images.schema,
  merge.schema,
  metadata.schema,
  render.schema,
  rotate.schema,
  screenshot.schema,
  split.schema,
  text.schema,
  thumbnail.schema,
  watermark.schema,
]);

/** One step. */
export type Step = z.output<typeof stepSchema>;

/** The table of steps: what a job can be made of. */
export const stepKinds = {
  attach,
  bookmarks,
  compress,
  convert,
  decrypt,
  encrypt,
  flatten,
  form,
  images,
  merge,
  metadata,
  render,
  rotate,
  screenshot,
  split,
  text,
  thumbnail,
  watermark,
} as const satisfies {
  [Type in Step['type']]: { type: Type };
};

/** What a job does with its files, step after step. How many there may be is for who takes them: it is configured. */
export const stepsSchema = z.array(stepSchema).min(1);
