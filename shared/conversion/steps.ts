import { z } from 'zod';
import { convert } from './steps/convert.ts';
import { render } from './steps/render.ts';
import { screenshot } from './steps/screenshot.ts';

/** The schema of one step. */
const stepSchema = z.discriminatedUnion('type', [convert.schema, render.schema, screenshot.schema]);

/** One step. */
export type Step = z.output<typeof stepSchema>;

/** The table of steps: what a job can be made of. */
export const stepKinds = { convert, render, screenshot } as const satisfies {
  [Type in Step['type']]: { type: Type };
};

/** What a job does with its files, step after step. */
export const stepsSchema = z.array(stepSchema).min(1).max(16);
