import { z } from 'zod';
import { catalogue, type ErrorCode } from '../errors.ts';
import { type Notification, notificationStates } from './notification.ts';
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
    nextAt: moment.optional().describe('When it is tried next, while it is pending.'),
    attempts: z
      .array(
        z.object({
          at: moment,
          status: z.int().optional().describe('What the receiver answered.'),
          error: errorCode.optional().describe('Why there is no answer.'),
          milliseconds: z.int(),
        }),
      )
      .describe('The last tries, the oldest first.'),
  })
  .describe('How far the telling of its end is.');

/** A job as its caller sees it. */
export const jobView = z
  .object({
    id: z.uuid().describe('UUIDv7.'),
    status: z.enum(statuses),
    steps: z
      .array(z.looseObject({ type: z.string() }))
      .describe(
        'As they were asked for: secrets are masked, and what is long and the queries of addresses are left out.',
      ),
    inputs: z.array(inputView).describe('Of one that is fetched, type and size are known when it was.'),
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
        code: errorCode,
        detail: z.string(),
        retryable: z.boolean().describe('Whether the same job may succeed when submitted again.'),
      })
      .optional()
      .describe('Why it failed.'),
    callbackUrl: z.string().optional().describe('Who is told of its end, without the query of the address.'),
    notification: notificationView.optional(),
  })
  .meta({ id: 'Job', description: 'A job: what was asked for, how far it is, what came of it.' });
export type JobView = z.input<typeof jobView>;

/** What a caller sees of a record; what only the workers need stays behind. */
export function view(job: JobRecord): JobView {
  const { id, status, steps, inputs, createdAt, startedAt, endedAt, results, usage, error } = job;
  const { callbackUrl, notification } = job;
  return {
    id,
    status,
    steps,
    inputs: inputs.map(({ name, contentType, size, url }) =>
      url !== undefined && size === 0 ? { name } : { name, contentType, size },
    ),
    createdAt,
    ...(startedAt && { startedAt }),
    ...(endedAt && { endedAt }),
    ...(results && { results: results.map(({ name, contentType, size }) => ({ name, contentType, size })) }),
    ...(usage && { usage }),
    ...(error && { error }),
    ...(callbackUrl !== undefined && { callbackUrl }),
    ...(notification && { notification: notificationOf(notification) }),
  };
}

function notificationOf({ state, dueAt, attempts }: Notification): JobView['notification'] {
  return { state, ...(state === 'pending' && { nextAt: dueAt }), attempts };
}
