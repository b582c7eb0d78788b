import { z } from 'zod';
import { attach } from './attach.ts';
import { bookmarks } from './bookmarks.ts';
import { compress } from './compress.ts';
import { convert } from './convert.ts';
import { decrypt } from './decrypt.ts';
import { encrypt } from './encrypt.ts';
import { flatten } from './flatten.ts';
import { form } from './form.ts';
import { images } from './images.ts';
import { merge } from './merge.ts';
import { metadata } from './metadata.ts';
import { render } from './render.ts';
import { rotate } from './rotate.ts';
import { screenshot } from './screenshot.ts';
import { split } from './split.ts';
import { text } from './text.ts';
import { thumbnail } from './thumbnail.ts';
import { watermark } from './watermark.ts';

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

/** The table of all kinds of steps. */
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

/** The steps of a job, in order. The maximum number is configured, so the schema does not limit it. */
export const stepsSchema = z.array(stepSchema).min(1);
