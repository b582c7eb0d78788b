import { z } from 'zod';
import { correlationIdPattern } from '../../shared/azure/trace.ts';
import { bodyByType } from '../../shared/http/body/bodyByType.ts';
import { jsonBody } from '../../shared/http/body/jsonBody.ts';
import { uploadBody } from '../../shared/http/body/uploadBody.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { callersWith } from '../../shared/identity/access.ts';
import { exampleSubmissions } from '../../shared/jobs/example.ts';
import { admitCaller } from '../../shared/jobs/fairness/reserve.ts';
import { admit } from '../../shared/jobs/submission/pressure.ts';
import {
  submissionFields,
  submissionOf,
  submissionQuery,
  submissionRequest,
} from '../../shared/jobs/submission/request.ts';
import {
  outcomeErrors,
  submissionAnswer,
  submissionResponses,
} from '../../shared/jobs/submission/submissionAnswer.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { rateLimitHeaders } from '../../shared/tenancy/quotas/rateLimit.ts';

/** Steps may contain template data. */
const maximumStepsBytes = 1024 * 1024;

export const submitJob = endpoint({
  name: 'submitJob',
  method: 'POST',
  route: 'v1/jobs',
  summary: 'Submit a job',
  description:
    'Accepts files as multipart/form-data (one or more `file` fields, and `to` or `steps`), one file as the body (`?to=pdf&filename=letter.docx`), or JSON that refers to files by URL or direct upload. With an `Idempotency-Key`, repeating the request within 24 hours returns the same job. With `Prefer: wait=20`, responds with the result if the job ends in time.',
  tag: 'jobs',
  auth: callersWith('jobs:write'),
  query: submissionQuery,
  headers: z.object({
    'idempotency-key': z
      .string()
      .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters')
      .optional()
      .meta({
        description:
          'For 24 hours, repeated requests with this key return the same job. Use a new random value for each job, such as a UUID.',
      }),
    'x-correlation-id': z
      .string()
      .regex(correlationIdPattern, 'must be 1 to 128 visible ASCII characters')
      .optional()
      .meta({
        description:
          'Your own id of the request. The response, the job, its webhook and the log lines of both have it. Not a secret.',
      }),
    prefer: z
      .string()
      .optional()
      .meta({
        description:
          '`wait=20` waits up to 20 seconds for the end of the job, and responds with its result (RFC 7240). Invalid preferences are ignored.',
        examples: ['wait=20'],
      }),
  }),
  body: bodyByType({
    named: jsonBody(submissionRequest, {
      maximumBytes: maximumStepsBytes + 256 * 1024,
      examples: exampleSubmissions,
    }),
    sent: uploadBody({
      maximumBytes: (config) => config.maximumInputBytes,
      maximumFiles: (config) => config.maximumFiles,
      maximumFieldBytes: maximumStepsBytes,
      fields: submissionFields,
    }),
  }),
  responses: submissionResponses,
  errors: [
    'empty_file',
    'type_mismatch',
    'unsupported_conversion',
    'steps_do_not_fit',
    'breaks_pdfa',
    'zip_limits',
    'too_many_rows',
    'password_required',
    'corrupt_file',
    'idempotency_key_reused',
    'address_not_allowed',
    'not_found',
    'conflict',
    'upload_missing',
    'webhook_secret_missing',
    'queue_full',
    'too_many_jobs',
    ...outcomeErrors,
  ],
  admit: async (caller, services, headers) => {
    const isRepeatable = headers['idempotency-key'] !== undefined;
    await Promise.all([admit(services), admitCaller(caller, { isRepeatable }, services)]);
  },
  handler: async ({ caller, query, headers, body }, services) => {
    let limits: Record<string, string> = {};
    const job = await submit(
      {
        caller,
        ...submissionOf(body, query),
        idempotencyKey: headers['idempotency-key'],
        correlationId: headers['x-correlation-id'],
        onReserved: ({ counter, quotas, at }) => {
          limits = rateLimitHeaders(counter, quotas, at);
        },
      },
      services,
    );
    return submissionAnswer(job, { prefer: headers.prefer, headers: limits }, caller, services);
  },
});
