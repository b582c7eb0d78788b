import { z } from 'zod';
import { warningCodes } from '../conversion/warnings.ts';
import { catalogue, type ErrorCode } from '../errors.ts';
import { type Notification, notificationStates } from './notifications/notification.ts';
import type { JobRecord } from './record.ts';
import { statuses } from './states.ts';

const fileView = z.object({
  name: z.string(),
  contentType: z.string(),
  size: z.int().describe('Bytes.'),
});
const inputView = fileView.partial({ contentType: true, size: true });
const moment = z.iso.datetime();
const errorCode = z.enum(Object.keys(catalogue) as [ErrorCode, ...ErrorCode[]]);

const notificationView = z
  .object({
    state: z.enum(notificationStates),
    nextAt: moment.optional().describe('Time of the next attempt, while pending.'),
    attempts: z
      .array(
        z.object({
          at: moment,
          status: z.int().optional().describe('HTTP status of the response.'),
          error: errorCode.optional().describe('Error code if there was no response.'),
          milliseconds: z.int(),
        }),
      )
      .describe('The latest delivery attempts, oldest first.'),
  })
  .describe('Delivery state of the webhook.');

/** Codes of warnings that fail a job, as submitted. */
export const failOnWarningsSchema = z
  .array(z.enum(warningCodes))
  .min(1)
  .describe('The job fails with `warnings_found` if its conversion has a warning with one of these codes.');

const warningView = z
  .object({
    code: z.enum(warningCodes),
    detail: z.string().describe('What is affected.'),
    page: z.int().optional().describe('The first affected page of the result, from 1, if known.'),
  })
  .meta({ id: 'Warning', description: 'What a result does not hold or shows differently.' });

/** A job as its caller sees it. */
export const jobView = z
  .object({
    id: z.uuid().describe('UUIDv7.'),
    callerId: z.string().describe('The caller that submitted it.'),
    status: z.enum(statuses),
    held: z
      .literal(true)
      .optional()
      .describe('A queued job that starts when another job of this caller has ended.'),
    steps: z
      .array(z.looseObject({ type: z.string() }))
      .describe('The submitted steps. Secrets are masked; long values and the queries of URLs are omitted.'),
    inputs: z
      .array(inputView)
      .describe('`contentType` and `size` of a URL input are absent until it is fetched.'),
    fileName: z.string().optional().describe('The submitted pattern for the names of the results.'),
    failOnWarnings: failOnWarningsSchema.optional(),
    createdAt: moment,
    startedAt: moment.optional(),
    endedAt: moment.optional(),
    results: z
      .array(fileView.extend({ url: z.string().describe('Path of the file on this host.') }))
      .optional()
      .describe('Result files, after success.'),
    usage: z
      .object({
        documents: z.int(),
        pages: z.int(),
        bytesIn: z.int(),
        bytesOut: z.int(),
        engineMilliseconds: z.number(),
      })
      .optional()
      .describe('Billed usage, after success.'),
    warnings: z
      .array(warningView)
      .optional()
      .describe('What the results do not hold or show differently; at most 50. Absent if there is nothing.'),
    error: z
      .object({
        code: errorCode,
        detail: z.string(),
        retryable: z.boolean().describe('Whether the same job may succeed if submitted again.'),
      })
      .optional()
      .describe('Why the job failed.'),
    correlationId: z.string().optional().describe('`X-Correlation-Id` of the submission.'),
    callbackUrl: z.string().optional().describe('Callback URL, without its query.'),
    notification: notificationView.optional(),
  })
  .meta({ id: 'Job', description: 'A job: its input, progress and outcome.' });
export type JobView = z.input<typeof jobView>;

/** The path of the result with this number, from 0. */
export const resultPath = (jobId: string, index: number) => `/v1/jobs/${jobId}/results/${index}`;

/** The view of a record, without internal fields. */
export function view(job: JobRecord): JobView {
  const { id, status, steps, inputs, createdAt, startedAt, endedAt, results, usage, error } = job;
  const { fileName, failOnWarnings, warnings, correlationId, callbackUrl, notification } = job;
  return {
    id,
    callerId: job.callerId,
    status,
    ...(job.held && { held: true }),
    steps,
    inputs: inputs.map(({ name, contentType, size, url }) =>
      url !== undefined && size === 0 ? { name } : { name, contentType, size },
    ),
    ...(fileName !== undefined && { fileName }),
    ...(failOnWarnings && { failOnWarnings }),
    createdAt,
    ...(startedAt && { startedAt }),
    ...(endedAt && { endedAt }),
    ...(results && {
      results: results.map(({ name, contentType, size }, index) => ({
        name,
        contentType,
        size,
        url: resultPath(id, index),
      })),
    }),
    ...(usage && { usage }),
    ...(warnings && { warnings }),
    ...(error && { error }),
    ...(correlationId !== undefined && { correlationId }),
    ...(callbackUrl !== undefined && { callbackUrl }),
    ...(notification && { notification: notificationOf(notification) }),
  };
}

function notificationOf({ state, dueAt, attempts }: Notification): JobView['notification'] {
  return { state, ...(state === 'pending' && { nextAt: dueAt }), attempts };
}
