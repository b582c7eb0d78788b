import { z } from 'zod';
import { stepsSchema } from '../conversion/steps.ts';
import { catalogue, type ErrorCode } from '../errors.ts';
import type { JobRecord } from './record.ts';
import { statuses } from './states.ts';

const fileView = z.object({
  name: z.string(),
  contentType: z.string(),
  size: z.int().describe('Bytes.'),
});
const moment = z.iso.datetime();

/** A job as its caller sees it. */
export const jobView = z
  .object({
    id: z.uuid().describe('UUIDv7.'),
    status: z.enum(statuses),
    steps: stepsSchema,
    inputs: z.array(fileView),
    createdAt: moment,
    startedAt: moment.optional(),
    endedAt: moment.optional(),
    results: z.array(fileView).optional().describe('Its result files, once it has succeeded.'),
    usage: z
      .object({
        documents: z.int(),
        pages: z.int(),
        bytesIn: z.int(),
        bytesOut: z.int(),
        engineMilliseconds: z.number(),
      })
      .optional()
      .describe('What is billed, once it has succeeded.'),
    error: z
      .object({
        code: z.enum(Object.keys(catalogue) as [ErrorCode, ...ErrorCode[]]),
        detail: z.string(),
        retryable: z.boolean().describe('Whether the same job may succeed when submitted again.'),
      })
      .optional()
      .describe('Why it failed.'),
  })
  .meta({ id: 'Job', description: 'A job: what was asked for, how far it is, what came of it.' });
export type JobView = z.input<typeof jobView>;

/** What a caller sees of a record; what only the workers need stays behind. */
export function view(job: JobRecord): JobView {
  const { id, status, steps, inputs, createdAt, startedAt, endedAt, results, usage, error } = job;
  return {
    id,
    status,
    steps,
    inputs,
    createdAt,
    ...(startedAt && { startedAt }),
    ...(endedAt && { endedAt }),
    ...(results && { results }),
    ...(usage && { usage }),
    ...(error && { error }),
  };
}
