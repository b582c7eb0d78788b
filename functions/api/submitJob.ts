import { z } from 'zod';
import { checkTargets } from '../../shared/conversion/formats/checkTargets.ts';
import { targets } from '../../shared/conversion/formats/routes.ts';
import { httpUrl } from '../../shared/conversion/steps/options/httpUrl.ts';
import { type Step, stepsSchema } from '../../shared/conversion/steps/steps.ts';
import { ConveyorError } from '../../shared/errors.ts';
import { bodyByType } from '../../shared/http/bodyByType.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { jsonBody } from '../../shared/http/jsonBody.ts';
import { sanitiseFileName } from '../../shared/http/sanitiseFileName.ts';
import { type Upload, uploadBody } from '../../shared/http/uploadBody.ts';
import { exampleSubmissions, exampleSubmittedJob } from '../../shared/jobs/example.ts';
import { admit } from '../../shared/jobs/submission/pressure.ts';
import { sourceSchema } from '../../shared/jobs/submission/sources.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { jobView, view } from '../../shared/jobs/view.ts';

/** An unknown format is refused by `checkTargets`, which lists the possible conversions. */
const to = z
  .string()
  .optional()
  .meta({ description: 'Shorthand for one `convert` step to this format, such as `pdf`.', enum: targets });
const callbackUrl = httpUrl(2048, 'must be an https:// URL')
  .optional()
  .describe('Receives a webhook when the job ends, signed with the secret of this device.');

/** The rule of `stepsOf` in JSON Schema. */
const toOrSteps = { oneOf: [{ required: ['to'] }, { required: ['steps'] }] };

/** Swagger UI fills a form with its examples, and an empty field counts as absent. */
const leftEmpty = { examples: [''] };

const fields = z
  .strictObject({
    to,
    steps: z
      .string()
      .optional()
      .meta({
        description: 'The steps as JSON, instead of `to`; same limit as in `JobRequest`.',
        ...leftEmpty,
      }),
    callbackUrl: callbackUrl.meta(leftEmpty),
  })
  .meta(toOrSteps);

const request = z
  .strictObject({
    to,
    steps: z
      .preprocess(checkTargets, stepsSchema)
      .optional()
      .describe('The steps, instead of `to`. At most `MAXIMUM_STEPS` (setting, default 16).'),
    inputs: z
      .array(sourceSchema)
      .max(1000)
      .default([])
      .describe('Empty if the first step is itself a source.'),
    callbackUrl,
  })
  .meta({ ...toOrSteps, id: 'JobRequest' });

/** Steps may contain template data. */
const maximumStepsBytes = 1024 * 1024;

export const submitJob = endpoint({
  name: 'submitJob',
  method: 'POST',
  route: 'v1/jobs',
  summary: 'Submit a job',
  description:
    'Accepts files as multipart/form-data (one or more `file` fields, and `to` or `steps`), one file as the body (`?to=pdf&filename=letter.docx`), or JSON that refers to files by URL or direct upload. With an `Idempotency-Key`, repeating the request within 24 hours returns the same job.',
  tag: 'jobs',
  auth: 'device',
  query: z.strictObject({
    to: to.describe('The target format, if the body is the file. A form or JSON has the field `to`.'),
    filename: z.string().max(255).optional().describe('File name, if the request has one file.'),
    callbackUrl: callbackUrl.describe(
      'Same as the field `callbackUrl`. Use the field for a URL that contains a token: access logs record queries.',
    ),
  }),
  headers: z.object({
    'idempotency-key': z
      .string()
      .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters')
      .optional()
      .meta({
        description:
          'For 24 hours, repeated requests with this key return the same job. Use a new random value for each job, such as a UUID.',
      }),
  }),
  body: bodyByType({
    named: jsonBody(request, { maximumBytes: maximumStepsBytes + 256 * 1024, examples: exampleSubmissions }),
    sent: uploadBody({
      maximumBytes: (config) => config.maximumInputBytes,
      maximumFiles: (config) => config.maximumFiles,
      maximumFieldBytes: maximumStepsBytes,
      fields,
    }),
  }),
  responses: {
    202: {
      description: 'The job was accepted.',
      body: jobView,
      examples: { submitted: exampleSubmittedJob },
      headers: { Location: 'URL of the job.', 'Retry-After': 'Seconds to wait before requesting the job.' },
    },
  },
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
  ],
  admit: (_caller, services) => admit(services),
  handler: async ({ caller, query, headers, body }, services) => {
    const job = await submit(
      { caller, ...submissionOf(body, query), idempotencyKey: headers['idempotency-key'] },
      services,
    );
    return {
      status: 202,
      headers: { location: `/v1/jobs/${job.id}`, 'retry-after': '1' },
      body: view(job),
    };
  },
});

type Body =
  | { form: 'named'; content: z.output<typeof request> }
  | { form: 'sent'; content: Upload<z.output<typeof fields>> };

/** The submission in a body of either form. */
function submissionOf(
  { form, content }: Body,
  query: { to?: string | undefined; filename?: string | undefined; callbackUrl?: string | undefined },
) {
  if (form === 'named') {
    const { inputs: sources, steps, to: target, callbackUrl: callback } = content;
    return {
      files: [],
      sources,
      steps: stepsOf({ to: target ?? query.to, steps }),
      callbackUrl: callback ?? query.callbackUrl,
    };
  }
  const { files, fields: given } = content;
  if (query.filename !== undefined && files.length > 1)
    throw new ConveyorError('invalid_parameter', {
      detail: '`filename` applies to one file, but the request has several.',
    });
  return {
    files: files.map(({ name, bytes }) => ({
      name: query.filename === undefined ? name : sanitiseFileName(query.filename),
      bytes,
    })),
    steps: stepsOf({
      to: given.to ?? query.to,
      steps: given.steps === undefined ? undefined : parseJson(given.steps),
    }),
    callbackUrl: given.callbackUrl ?? query.callbackUrl,
  };
}

/** The steps of a request, from `to` or `steps`. */
function stepsOf({ to, steps }: { to?: string | undefined; steps?: unknown }): Step[] {
  if ((to === undefined) === (steps === undefined))
    throw new ConveyorError('invalid_parameter', { detail: 'Set either `to` or `steps`.' });
  const parsed = stepsSchema.safeParse(checkTargets(to === undefined ? steps : [{ type: 'convert', to }]));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: `/steps/${path.join('/')}`,
    message,
  }));
  throw new ConveyorError('invalid_parameter', {
    detail: 'A step is not valid. See `issues`.',
    members: { issues },
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConveyorError('invalid_json', { detail: 'The field `steps` is not valid JSON.', cause });
  }
}
